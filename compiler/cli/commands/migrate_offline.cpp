#include <fmt/format.h>

#include <algorithm>

#include "compiler/backends/row_checks.hpp"
#include "compiler/cli/migrate.hpp"
#include "compiler/cli/range.hpp"
#include "compiler/diagnostics/catalogue/graph.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/drivers/drivers.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;
using pipeline::Project;
using Rows = std::vector<std::string>;

namespace {

/// Where a script begins: by the names of this history, and as the version table has it.
struct Start {
  Rows here, recorded;
};

Start start_at(Rows rows) { return {rows, rows}; }

Rows heads_of(const Project& project) { return ids_of(project, {project.graph.heads(), {}}); }

/// Where the database is. A script that goes up from there must not build on what was edited.
Start rows_of_database(Session& session, const Project& project, Direction direction,
                       const MigrateOptions& options) {
  const config::Url url = database_of(session, project.settings);
  const Recorded recorded = recorded_by(session, url, project.settings);
  const Rows here = rows_of(session, project, recorded.rows);
  if (direction == Direction::up)
    static_cast<void>(check_edited(session, project, recorded, options.allow_edited));
  session.tell(
      diagnostics::printable(fmt::format("from {}, the current revision of the database ({})",
                                         backends::rows_text(recorded.rows), url.masked())));
  return {here, recorded.rows};
}

/// Where a downgrade's script begins when nothing says so: where the database is, if there is one
/// that has a version table; else at the heads.
Start downgrade_start(Session& session, const Project& project, const MigrateOptions& options) {
  diagnostics::Diagnostics diagnostics;
  const auto url = config::database_url(project.settings, diagnostics);
  if (url && url->dialect == "sqlite" && drivers::database_exists(*url) &&
      version_of(session, *url, project.settings).table)
    return rows_of_database(session, project, Direction::down, options);
  return start_at(heads_of(project));
}

/// The beginning of a range: an address, or several with commas between them, as a database at
/// several revisions is at all of them.
Rows range_start(Session& session, const Project& project, const graph::Range& range) {
  if (counts_from_upper(range)) return ids_of(project, ends_of(session, project, range, true).from);
  const std::string& words = range.from;
  std::vector<graph::Index> revisions;
  for (std::size_t at = 0; at <= words.size();) {
    const std::size_t end = std::min(words.find(',', at), words.size());
    const std::string word = words.substr(at, end - at);
    const Rows rows = rows_for(session, project, {word});
    const graph::Target target = resolve(session, project, word, {rows, graph::Use::other, true});
    revisions.insert(revisions.end(), target.revisions.begin(), target.revisions.end());
    at = end + 1;
  }
  // What another one follows has no row of its own.
  return ids_of(project, {graph::rows(project.graph, project.graph.with_ancestors(revisions)), {}});
}

Start start_of(Session& session, const Project& project, Direction direction,
               const std::optional<graph::Range>& range, const MigrateOptions& options) {
  if (options.from_db) return rows_of_database(session, project, direction, options);
  if (!range)
    return direction == Direction::up ? Start{} : downgrade_start(session, project, options);
  if (range->from.empty()) return start_at(direction == Direction::up ? Rows{} : heads_of(project));
  return start_at(range_start(session, project, *range));
}

/// A range without steps has both ends at one place: upwards it may else be the wrong way round.
void check_range(Session& session, const graph::Range& range, const Rows& start,
                 const Rows& target) {
  const bool starts_there = std::all_of(target.begin(), target.end(), [&](const std::string& row) {
    return std::find(start.begin(), start.end(), row) != start.end();
  });
  if (target.empty() ? start.empty() : starts_there) return;
  session.diagnostics
      .report(kind::not_below, {}, backends::rows_text(start), backends::rows_text(target))
      .note(fmt::format("to downgrade, use `migc downgrade {}:{} --sql`",
                        diagnostics::printable(range.from), diagnostics::printable(range.to)));
  throw Stop{exits::usage};
}

/// A script's path, and how many plans it has, but for those that record other names for a start.
struct ScriptPath {
  Start start;
  graph::Path path;
  std::size_t plans = 0;
};

ScriptPath path_of_script(Session& session, const Project& project, Direction direction,
                          const MigrateOptions& options) {
  std::optional<graph::Range> range;
  if (graph::is_range(options.revision)) {
    range = graph::parse_range(options.revision, session.diagnostics);
    if (!range) throw Stop{exits::usage};
  }
  ScriptPath script{start_of(session, project, direction, range, options), {}};
  const Rows& start = script.start.here;
  std::string word = range ? range->to : options.revision;
  if (word.empty()) word = direction == Direction::up ? "heads" : "base";
  const graph::Target target = resolve(session, project, word, context_of(direction, start));
  script.path = path_to(session, project, direction, start, target);
  if (range && script.path.steps.empty())
    check_range(session, *range, start, ids_of(project, target));
  const std::vector<std::size_t> ends =
      pipeline::plan_ends(project, script.path, grouping_of(project, options));
  script.plans = options.fresh ? std::min<std::size_t>(ends.size(), 1) : ends.size();
  if (script.start.recorded != start) ++script.plans;
  return script;
}

void for_each_script_plan(Session& session, const Project& project, const MigrateOptions& options,
                          const ScriptPath& script,
                          const std::function<void(backends::Plan&&)>& use) {
  if (auto first = begin_at_recorded(project, script.start.recorded, script.start.here))
    use(*std::move(first));
  const auto take = [&](backends::Plan&& plan) {
    if (options.allow_data_loss) backends::allow_data_loss(plan);
    const Rows after = plan.version.after;
    use(std::move(plan));
    if (options.any_start)
      for (backends::Plan& other : begin_at_replaced(project, after)) use(std::move(other));
  };
  if (!options.fresh)
    return for_each_plan(session, project, script.path, script.start.here,
                         grouping_of(project, options), take);
  for (backends::Plan& plan : fresh_plans(session, project, script.path)) take(std::move(plan));
}

}  // namespace

ScriptPlans plans_of_script(Session& session, const Project& project, Direction direction,
                            const MigrateOptions& options) {
  const ScriptPath script = path_of_script(session, project, direction, options);
  ScriptPlans all{{}, {script.start.recorded, script.path.after}};
  for_each_script_plan(session, project, options, script,
                       [&](backends::Plan&& plan) { all.plans.push_back(std::move(plan)); });
  return all;
}

int migrate_offline(Session& session, const Project& project, const backends::Backend& backend,
                    Direction direction, const MigrateOptions& options) {
  const ScriptPath script = path_of_script(session, project, direction, options);
  ScriptOutput output(session, project, backend, script.plans > 1,
                      {options.file, options.tag, options.runner, options.allow_data_loss,
                       options.allow_drift, options.any_start});
  for_each_script_plan(session, project, options, script,
                       [&](const backends::Plan& plan) { output.add(plan); });
  return std::move(output).finish({script.start.recorded, script.path.after});
}

}  // namespace migc::cli
