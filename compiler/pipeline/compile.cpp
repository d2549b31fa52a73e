#include "compiler/pipeline/compile.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/diagnostics/catalogue/pipeline.hpp"
#include "compiler/dialects/dialects.hpp"
#include "compiler/pipeline/replay.hpp"
#include "compiler/schema/replay/replay.hpp"

namespace migc::pipeline {

namespace kind = diagnostics::kind;
using graph::Index;

namespace {

backends::EmitOptions options_of(const config::Settings& settings) {
  using Rebuild = backends::EmitOptions::Rebuild;
  backends::EmitOptions options;
  if (settings.sqlite_rebuild.value == config::Rebuild::always) options.rebuild = Rebuild::always;
  if (settings.sqlite_rebuild.value == config::Rebuild::never) options.rebuild = Rebuild::never;
  options.metadata = settings.sqlite_strategy.value == config::Strategy::metadata;
  options.min_version = *config::sqlite_version_number(settings.sqlite_min_version.value);
  return options;
}

backends::EmitOptions options_of(const Project& project, Index revision) {
  backends::EmitOptions options = options_of(project.settings);
  options.transactional = project.headers[revision].transactional;
  return options;
}

/// Steps for the script that is asked for, and for one that the linked engine takes where the first
/// asks for a newer one.
class Emission final : public backends::Emitter {
 public:
  Emission(const backends::Backend& backend, backends::EmitOptions options,
           diagnostics::Diagnostics& diagnostics, const Rehearse& rehearse)
      : asked_(backend.emitter(options, diagnostics)) {
    if (!rehearse.block || options.min_version <= rehearse.engine) return;
    options.min_version = rehearse.engine;
    rehearsed_ = backend.emitter(options, said_);
  }

  void undoes(const sql::InsertedRows& inserted) override {
    asked_->undoes(inserted);
    if (rehearsed_) rehearsed_->undoes(inserted);
  }
  void step(const ir::Step& step, const schema::Schema& before) override {
    asked_->step(step, before);
    if (rehearsed_) rehearsed_->step(step, before);
  }
  backends::Script finish(const schema::Schema& after) override { return asked_->finish(after); }

  /// Hands a plan on with what it was made of; after finish().
  void rehearse(const backends::Plan& plan, const schema::Schema& after, schema::Schema::Mark begin,
                std::span<const std::vector<ir::Step>* const> steps, const Rehearse& rehearse) {
    if (!rehearse.block) return;
    std::optional<backends::Script> other;
    if (rehearsed_) other = rehearsed_->finish(after);
    rehearse.block({plan, other ? *other : plan.script, after, begin, steps});
  }

 private:
  std::unique_ptr<backends::Emitter> asked_, rehearsed_;
  diagnostics::Diagnostics said_;  ///< The same as what the first says.
};

std::string_view event_of(bool upgrade) { return upgrade ? "upgrade" : "downgrade"; }

backends::Plan plan_of(const Project& project, Index revision, bool upgrade,
                       backends::Script script, backends::VersionMove version) {
  const std::string& id = project.graph.id(revision);
  script.transactional = project.headers[revision].transactional;
  return {id,
          project.headers[revision].message,
          project.paths[revision],
          upgrade,
          std::move(script),
          std::move(version),
          {{id, event_of(upgrade), project.checksums[revision]}}};
}

/// Several revisions as one: what their plans would have in common is done once.
backends::Plan plan_of(const Project& project, std::span<const Index> revisions, bool upgrade,
                       backends::Script script, backends::VersionMove version) {
  if (revisions.size() == 1)
    return plan_of(project, revisions[0], upgrade, std::move(script), std::move(version));
  backends::Plan plan;
  const Index first = revisions.front(), last = revisions.back();
  plan.revision = project.graph.id(first) + " to " + project.graph.id(last);
  plan.message = fmt::format("{} revisions in one transaction", revisions.size());
  plan.path = project.paths[first] + " to " + project.paths[last];
  plan.upgrade = upgrade;
  plan.script = std::move(script);
  plan.version = std::move(version);
  for (const Index one : revisions)
    plan.log.push_back({project.graph.id(one), event_of(upgrade), project.checksums[one]});
  return plan;
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

/// Whether check() has tried the steps of a path one after the other already. It goes down from
/// each revision alone: a downgrade that does not restore everything changes what the next one
/// meets.
bool is_tried(bool is_line, const graph::Path& path) {
  return is_line && (path.upgrade || path.steps.size() < 2);
}

}  // namespace

bool go_together(const Project& project, const graph::Path& path,
                 const std::vector<std::string>& start, diagnostics::Diagnostics& diagnostics) {
  const bool is_line = graph::is_line(project.graph);
  if (is_tried(is_line, path)) return true;
  const std::size_t errors = diagnostics.errors();
  Replay replay(project, diagnostics, !path.upgrade,
                is_line ? Replay::Judge::where_allowed : Replay::Judge::every_block);
  replay_applied(project, start, replay);
  for (const graph::PathStep& step : path.steps) {
    if (diagnostics.errors() > errors) return false;
    if (path.upgrade)
      replay.up(step.revision);
    else if (is_reversible(project.revisions[step.revision]))
      replay.down(step.revision);
    replay.schema().forget_journal();
  }
  return diagnostics.errors() == errors;
}

std::vector<std::size_t> plan_ends(const Project& project, const graph::Path& path,
                                   Grouping grouping) {
  std::vector<std::size_t> ends;
  const auto joins = [&](std::size_t step) {
    return grouping == Grouping::one_transaction && step < path.steps.size() &&
           project.headers[path.steps[step].revision].transactional;
  };
  for (std::size_t at = 0; at < path.steps.size(); ++at)
    if (!joins(at) || !joins(at + 1)) ends.push_back(at + 1);
  return ends;
}

void for_each_plan(const Project& project, const graph::Path& path,
                   const std::vector<std::string>& start, Grouping grouping,
                   diagnostics::Diagnostics& diagnostics,
                   const std::function<void(backends::Plan&&)>& use, const Rehearse& rehearse) {
  if (!go_together(project, path, start, diagnostics)) return;
  const backends::Backend& backend = *backends::find_backend(project.dialect->name);
  Replay replay(project, diagnostics, !path.upgrade);
  replay_applied(project, start, replay);
  std::vector<std::string> rows = path.before;
  std::size_t at = 0;
  for (const std::size_t end : plan_ends(project, path, grouping)) {
    const std::vector<std::string> before = rows;
    Emission emission(backend, options_of(project, path.steps[at].revision), diagnostics, rehearse);
    std::vector<Index> group;
    std::vector<const std::vector<ir::Step>*> steps;
    for (; at < end; ++at) {
      const Index one = path.steps[at].revision;
      const ir::Revision& revision = project.revisions[one];
      if (!path.upgrade && !is_reversible(revision)) {
        diagnostics.report(kind::irreversible, revision.downgrade.written, project.graph.id(one),
                           revision.downgrade.why);
        return;
      }
      path.upgrade ? replay.up(one, &emission) : replay.down(one, &emission);
      steps.push_back(path.upgrade ? &revision.upgrade : &replay.down_steps(one));
      rows = graph::rows_after(project.graph, path.steps[at], std::move(rows));
      group.push_back(one);
    }
    backends::Plan plan =
        plan_of(project, group, path.upgrade, emission.finish(replay.schema()), {before, rows});
    emission.rehearse(plan, replay.schema(), 0, steps, rehearse);
    replay.schema().forget_journal();
    use(std::move(plan));
  }
}

std::vector<backends::Plan> plans(const Project& project, const graph::Path& path,
                                  const std::vector<std::string>& start, Grouping grouping,
                                  diagnostics::Diagnostics& diagnostics, const Rehearse& rehearse) {
  std::vector<backends::Plan> all;
  for_each_plan(
      project, path, start, grouping, diagnostics,
      [&](backends::Plan&& plan) { all.push_back(std::move(plan)); }, rehearse);
  return all;
}

void for_each_revision(const Project& project, diagnostics::Diagnostics& diagnostics,
                       const std::function<void(const Compiled&, const schema::Schema&)>& use,
                       const Rehearse& rehearse) {
  const backends::Backend& backend = *backends::find_backend(project.dialect->name);
  const std::optional<graph::Path> path =
      graph::upgrade(project.graph, {}, {project.graph.heads(), {}}, diagnostics);
  if (!go_together(project, *path, {}, diagnostics)) return;
  Replay replay(project, diagnostics, true);
  std::vector<std::string> rows;
  for (const graph::PathStep& step : path->steps) {
    const Index revision = step.revision;
    const std::vector<std::string> before = rows;
    rows = graph::rows_after(project.graph, step, std::move(rows));
    const schema::Schema::Mark start = replay.schema().mark();
    Emission emission(backend, options_of(project, revision), diagnostics, rehearse);
    replay.up(revision, &emission);
    Compiled compiled{
        revision,
        plan_of(project, revision, true, emission.finish(replay.schema()), {before, rows}),
        {},
        {}};
    const std::vector<ir::Step>* steps = &project.revisions[revision].upgrade;
    emission.rehearse(compiled.up, replay.schema(), start, {&steps, 1}, rehearse);
    for (const schema::Schema::Change& change : replay.schema().changes_since(start))
      compiled.changed.push_back(change.id);
    const schema::Schema::Mark mark = replay.schema().mark();
    if (is_reversible(project.revisions[revision])) {
      Emission back(backend, options_of(project, revision), diagnostics, rehearse);
      replay.down(revision, &back);
      compiled.down =
          plan_of(project, revision, false, back.finish(replay.schema()), {rows, before});
      steps = &replay.down_steps(revision);
      back.rehearse(*compiled.down, replay.schema(), mark, {&steps, 1}, rehearse);
      replay.schema().undo_to(mark);
    }
    replay.schema().forget_journal();
    use(compiled, replay.schema());
  }
}

backends::Script script_of(const schema::Schema& from, std::span<const schema::Change> changes,
                           const config::Settings& settings, std::string_view dialect,
                           diagnostics::Diagnostics& diagnostics) {
  const auto emitter = backends::find_backend(dialect)->emitter(options_of(settings), diagnostics);
  schema::Schema schema = from;
  diagnostics::Diagnostics reported;  // found possible when they were found
  for (const schema::Change& change : changes)
    for (const ir::Step& step : schema::expand(schema::step_of(change), schema)) {
      emitter->step(step, schema);
      static_cast<void>(schema::apply(step, schema, reported));
    }
  return emitter->finish(schema);
}

backends::Script script_of(const Project& project, Index revision,
                           const std::vector<ir::Step>& steps, schema::Schema& schema,
                           diagnostics::Diagnostics& diagnostics) {
  const auto emitter = backends::find_backend(project.dialect->name)
                           ->emitter(options_of(project, revision), diagnostics);
  replay_steps(steps, schema, diagnostics, {.emitter = emitter.get()});
  return emitter->finish(schema);
}

schema::Schema schema_at(const Project& project, const std::vector<std::string>& rows) {
  diagnostics::Diagnostics diagnostics;
  Replay replay(project, diagnostics, false);
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
