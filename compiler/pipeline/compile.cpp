#include "compiler/pipeline/compile.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/diagnostics/catalogue.hpp"
#include "compiler/schema/replay.hpp"

namespace migc::pipeline {

namespace kind = diagnostics::kind;
using graph::Index;

namespace {

bool allows_dangling(const std::vector<ir::Step>& steps) {
  return std::any_of(steps.begin(), steps.end(), [](const ir::Step& step) {
    return std::any_of(step.allows.begin(), step.allows.end(), [](const ir::Allow& allow) {
      return allow.rule.key() == "unresolved_name";
    });
  });
}

bool allows_dangling(const Project& project) {
  return std::any_of(
      project.revisions.begin(), project.revisions.end(), [](const ir::Revision& revision) {
        return allows_dangling(revision.upgrade) || allows_dangling(revision.downgrade.steps);
      });
}

/// The schema on its way through a history. Blocks are replayed one after the other; with an
/// emitter their SQL is made on the way.
class Replay {
 public:
  /// How blocks are judged at their end. A history that has been checked has only objects that
  /// dangle where an `allow` says so: without one there is nothing left to judge.
  enum class Judge { every_block, where_allowed };

  /// `reverses`: whether down() will be asked for, so that up() derives what `downgrade auto`
  /// stands for.
  Replay(const Project& project, diagnostics::Diagnostics& diagnostics, bool reverses,
         Judge judge = Judge::where_allowed)
      : project_(project),
        diagnostics_(diagnostics),
        reverses_(reverses),
        judges_(judge == Judge::every_block || allows_dangling(project)) {}

  schema::Schema& schema() { return schema_; }

  backends::Script up(Index revision, backends::Emitter* emitter = nullptr) {
    const ir::Revision& body = project_.revisions[revision];
    schema_.set_revision(project_.graph.id(revision));
    const bool derives = reverses_ && body.downgrade.form == ir::Downgrade::Form::automatic;
    std::vector<std::vector<ir::Step>> inverses;
    const schema::Schema::Mark begin = schema_.mark();
    backends::Script script = replay(body.upgrade, emitter, derives ? &inverses : nullptr);
    if (judges_) schema::check_block(body.upgrade, schema_, begin, diagnostics_);
    script.transactional = project_.headers[revision].transactional;
    if (derives) {
      std::vector<ir::Step>& down = derived_[revision];
      down.clear();
      for (auto inverse = inverses.rbegin(); inverse != inverses.rend(); ++inverse)
        down.insert(down.end(), inverse->begin(), inverse->end());
    }
    return script;
  }

  /// After up() of the same revision, somewhere before.
  backends::Script down(Index revision, backends::Emitter* emitter = nullptr) {
    const schema::Schema::Mark begin = schema_.mark();
    backends::Script script = down_unjudged(revision, emitter);
    if (judges_) judge_down(revision, begin);
    script.transactional = project_.headers[revision].transactional;
    return script;
  }

  /// The same without a judgement of what it leaves behind, which judge_down() makes up for.
  backends::Script down_unjudged(Index revision, backends::Emitter* emitter = nullptr) {
    schema_.set_revision(project_.graph.id(revision));
    return replay(down_steps(revision), emitter, nullptr);
  }
  void judge_down(Index revision, schema::Schema::Mark begin) {
    schema::check_block(down_steps(revision), schema_, begin, diagnostics_);
  }

 private:
  [[nodiscard]] const std::vector<ir::Step>& down_steps(Index revision) const {
    const auto derived = derived_.find(revision);
    return derived != derived_.end() ? derived->second
                                     : project_.revisions[revision].downgrade.steps;
  }

  backends::Script replay(const std::vector<ir::Step>& steps, backends::Emitter* emitter,
                          std::vector<std::vector<ir::Step>>* inverses) {
    schema::Created created;
    for (const ir::Step& step : steps)
      for (const ir::Step& single : schema::expand(step, schema_)) {
        if (inverses != nullptr)
          inverses->push_back(schema::invert(single, schema_, diagnostics_, created));
        if (emitter != nullptr) emitter->step(single, schema_);
        if (schema::apply(single, schema_, diagnostics_) && inverses != nullptr)
          created.add(single);
      }
    return emitter != nullptr ? emitter->finish(schema_) : backends::Script{};
  }

  const Project& project_;
  diagnostics::Diagnostics& diagnostics_;
  bool reverses_;
  bool judges_;
  schema::Schema schema_;
  std::map<Index, std::vector<ir::Step>> derived_;  ///< The downgrades of `downgrade auto`.
};

bool is_reversible(const ir::Revision& revision) {
  return revision.downgrade.form != ir::Downgrade::Form::irreversible;
}

/// Whether two optional entries define the same.
bool same(const schema::Entry* now, const std::optional<schema::Entry>& then) {
  if (now == nullptr || !then) return (now == nullptr) == !then;
  return schema::same_definition(now->object, then->object);
}

/// Reports what a revision's downgrade leaves other than it was before its upgrade.
void report_differences(const Project& project, Index revision,
                        const std::vector<schema::Schema::Change>& differences,
                        const schema::Schema& schema, diagnostics::Diagnostics& diagnostics) {
  for (const schema::Schema::Change& change : differences) {
    const schema::Entry* now = schema.find(change.id);
    const std::string name =
        schema::name_of(now != nullptr ? now->object : (*change.before)->object).text;
    const std::string what = now == nullptr                ? "is gone"
                             : !change.before->has_value() ? "is still there"
                                                           : "is not what it was";
    diagnostics.report(kind::downgrade_differs, project.revisions[revision].downgrade.written,
                       project.graph.id(revision), name, what);
  }
}

/// Tries the downgrade of a revision that was just upgraded, and takes it back. One that restores
/// everything leaves nothing behind that would have to be judged.
void check_downgrade(const Project& project, Index revision, schema::Schema::Mark start,
                     Replay& replay, diagnostics::Diagnostics& diagnostics) {
  schema::Schema& schema = replay.schema();
  const std::size_t errors = diagnostics.errors();
  const schema::Schema::Mark after = schema.mark();
  replay.down_unjudged(revision);
  std::vector<schema::Schema::Change> differences = schema.changes_since(start);
  std::erase_if(differences, [&](const schema::Schema::Change& change) {
    return same(schema.find(change.id), *change.before);
  });
  if (!differences.empty()) replay.judge_down(revision, after);
  if (diagnostics.errors() == errors)
    report_differences(project, revision, differences, schema, diagnostics);
  schema.undo_to(after);
}

backends::Plan plan_of(const Project& project, Index revision, bool upgrade,
                       backends::Script script, backends::VersionMove version) {
  return {project.graph.id(revision), project.headers[revision].message,
          project.paths[revision],    upgrade,
          std::move(script),          std::move(version)};
}

/// The revisions that a database with these version rows has applied.
graph::Set applied(const graph::Graph& graph, const std::vector<std::string>& rows) {
  std::vector<Index> revisions;
  for (const std::string& row : rows)
    if (const std::optional<Index> revision = graph.find(row)) revisions.push_back(*revision);
  return graph.with_ancestors(revisions);
}

/// Brings the schema to where the version rows say that the database is.
void replay_applied(const Project& project, const std::vector<std::string>& rows, Replay& replay) {
  const graph::Set done = applied(project.graph, rows);
  for (const Index revision : project.graph.order())
    if (done[revision]) {
      replay.up(revision);
      replay.schema().forget_journal();
    }
}

}  // namespace

void check(const Project& project, diagnostics::Diagnostics& diagnostics) {
  Replay replay(project, diagnostics, true, Replay::Judge::every_block);
  for (const Index revision : project.graph.order()) {
    const schema::Schema::Mark start = replay.schema().mark();
    const std::size_t errors = diagnostics.errors();
    replay.up(revision);
    if (is_reversible(project.revisions[revision]) && diagnostics.errors() == errors)
      check_downgrade(project, revision, start, replay, diagnostics);
    replay.schema().forget_journal();
  }
}

std::vector<backends::Plan> plans(const Project& project, const graph::Path& path,
                                  const std::vector<std::string>& start,
                                  diagnostics::Diagnostics& diagnostics) {
  std::vector<backends::Plan> result;
  const backends::Backend& backend = *backends::find_backend(project.dialect);
  diagnostics::Diagnostics said;  // check() has told what replay says
  Replay replay(project, said, !path.upgrade);
  replay_applied(project, start, replay);
  for (const graph::Step& step : path.steps) {
    const ir::Revision& revision = project.revisions[step.revision];
    if (!path.upgrade && !is_reversible(revision)) {
      diagnostics.report(kind::irreversible, revision.downgrade.written,
                         project.graph.id(step.revision), revision.downgrade.why);
      return {};
    }
    const std::unique_ptr<backends::Emitter> emitter = backend.emitter(diagnostics);
    backends::Script script = path.upgrade ? replay.up(step.revision, emitter.get())
                                           : replay.down(step.revision, emitter.get());
    replay.schema().forget_journal();
    result.push_back(plan_of(project, step.revision, path.upgrade, std::move(script),
                             {step.before, step.after}));
  }
  return result;
}

void for_each_revision(const Project& project, diagnostics::Diagnostics& diagnostics,
                       const std::function<void(const Compiled&, const schema::Schema&)>& use) {
  const backends::Backend& backend = *backends::find_backend(project.dialect);
  diagnostics::Diagnostics said;
  Replay replay(project, said, true);
  const std::optional<graph::Path> path =
      graph::upgrade(project.graph, {}, {project.graph.heads(), {}}, said);
  for (const graph::Step& step : path->steps) {
    const Index revision = step.revision;
    const schema::Schema::Mark start = replay.schema().mark();
    std::unique_ptr<backends::Emitter> emitter = backend.emitter(diagnostics);
    Compiled compiled{revision,
                      plan_of(project, revision, true, replay.up(revision, emitter.get()),
                              {step.before, step.after}),
                      {},
                      {}};
    for (const schema::Schema::Change& change : replay.schema().changes_since(start))
      compiled.changed.push_back(change.id);
    const schema::Schema::Mark mark = replay.schema().mark();
    if (is_reversible(project.revisions[revision])) {
      emitter = backend.emitter(diagnostics);
      compiled.down = plan_of(project, revision, false, replay.down(revision, emitter.get()),
                              {step.after, step.before});
      replay.schema().undo_to(mark);
    }
    replay.schema().forget_journal();
    use(compiled, replay.schema());
  }
}

schema::Schema schema_at(const Project& project, const std::vector<std::string>& rows) {
  diagnostics::Diagnostics said;
  Replay replay(project, said, false);
  replay_applied(project, rows, replay);
  return std::move(replay.schema());
}

std::vector<std::string> create_statements(const schema::Schema& schema, std::string_view dialect) {
  const backends::Backend& backend = *backends::find_backend(dialect);
  std::vector<std::string> statements;
  for (const schema::Entry* entry : schema.all()) {
    std::string text = backend.create(entry->object, schema);
    if (!text.empty()) statements.push_back(std::move(text));
  }
  return statements;
}

}  // namespace migc::pipeline
