#include "compiler/pipeline/compile.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/diagnostics/catalogue.hpp"
#include "compiler/pipeline/replay.hpp"

namespace migc::pipeline {

namespace kind = diagnostics::kind;
using graph::Index;

namespace {

backends::Options options_of(const config::Settings& settings) {
  using Rebuild = backends::Options::Rebuild;
  backends::Options options;
  if (settings.sqlite_rebuild.value == config::Rebuild::always) options.rebuild = Rebuild::always;
  if (settings.sqlite_rebuild.value == config::Rebuild::never) options.rebuild = Rebuild::never;
  options.metadata = settings.sqlite_strategy.value == config::Strategy::metadata;
  options.min_version = *config::sqlite_version_number(settings.sqlite_min_version.value);
  return options;
}

backends::Plan plan_of(const Project& project, Index revision, bool upgrade,
                       backends::Script script, backends::VersionMove version) {
  const std::string& id = project.graph.id(revision);
  return {id,
          project.headers[revision].message,
          project.paths[revision],
          upgrade,
          std::move(script),
          std::move(version),
          {{id, upgrade ? "upgrade" : "downgrade", project.checksums[revision]}}};
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

/// Whether the steps of a path go together: check() has tried each revision on its own line only.
bool go_together(const Project& project, const graph::Path& path,
                 const std::vector<std::string>& start, diagnostics::Diagnostics& diagnostics) {
  if (graph::is_line(project.graph)) return true;
  const std::size_t errors = diagnostics.errors();
  Replay replay(project, diagnostics, !path.upgrade, Replay::Judge::every_block);
  replay_applied(project, start, replay);
  for (const graph::Step& step : path.steps) {
    if (diagnostics.errors() > errors) return false;
    if (path.upgrade)
      replay.up(step.revision);
    else if (is_reversible(project.revisions[step.revision]))
      replay.down(step.revision);
    replay.schema().forget_journal();
  }
  return diagnostics.errors() == errors;
}

}  // namespace

std::vector<backends::Plan> plans(const Project& project, const graph::Path& path,
                                  const std::vector<std::string>& start,
                                  diagnostics::Diagnostics& diagnostics) {
  if (!go_together(project, path, start, diagnostics)) return {};
  std::vector<backends::Plan> result;
  const backends::Backend& backend = *backends::find_backend(project.dialect);
  Replay replay(project, diagnostics, !path.upgrade);
  replay_applied(project, start, replay);
  std::vector<std::string> rows = path.before;
  for (const graph::Step& step : path.steps) {
    const ir::Revision& revision = project.revisions[step.revision];
    if (!path.upgrade && !is_reversible(revision)) {
      diagnostics.report(kind::irreversible, revision.downgrade.written,
                         project.graph.id(step.revision), revision.downgrade.why);
      return {};
    }
    const std::unique_ptr<backends::Emitter> emitter =
        backend.emitter(options_of(project.settings), diagnostics);
    backends::Script script = path.upgrade ? replay.up(step.revision, emitter.get())
                                           : replay.down(step.revision, emitter.get());
    replay.schema().forget_journal();
    std::vector<std::string> after = graph::rows_after(project.graph, step, rows);
    result.push_back(plan_of(project, step.revision, path.upgrade, std::move(script),
                             {std::exchange(rows, after), after}));
  }
  return result;
}

void for_each_revision(const Project& project, diagnostics::Diagnostics& diagnostics,
                       const std::function<void(const Compiled&, const schema::Schema&)>& use) {
  const backends::Backend& backend = *backends::find_backend(project.dialect);
  const std::optional<graph::Path> path =
      graph::upgrade(project.graph, {}, {project.graph.heads(), {}}, diagnostics);
  if (!go_together(project, *path, {}, diagnostics)) return;
  Replay replay(project, diagnostics, true);
  std::vector<std::string> rows;
  for (const graph::Step& step : path->steps) {
    const Index revision = step.revision;
    const std::vector<std::string> before = rows;
    rows = graph::rows_after(project.graph, step, std::move(rows));
    const schema::Schema::Mark start = replay.schema().mark();
    std::unique_ptr<backends::Emitter> emitter =
        backend.emitter(options_of(project.settings), diagnostics);
    Compiled compiled{
        revision,
        plan_of(project, revision, true, replay.up(revision, emitter.get()), {before, rows}),
        {},
        {}};
    for (const schema::Schema::Change& change : replay.schema().changes_since(start))
      compiled.changed.push_back(change.id);
    const schema::Schema::Mark mark = replay.schema().mark();
    if (is_reversible(project.revisions[revision])) {
      emitter = backend.emitter(options_of(project.settings), diagnostics);
      compiled.down =
          plan_of(project, revision, false, replay.down(revision, emitter.get()), {rows, before});
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
