#include "compiler/cli/migrate.hpp"

#include <algorithm>

#include "compiler/cli/edited.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/diagnostics/catalogue/pipeline.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/pipeline/compile.hpp"
#include "compiler/verify/fresh.hpp"
#include "compiler/verify/rehearsal.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;
using backends::Plan;
using pipeline::Project;
using Rows = std::vector<std::string>;

graph::AddressContext context_of(Direction direction, const Rows& rows) {
  return {rows, direction == Direction::up ? graph::Use::upgrade : graph::Use::downgrade,
          direction == Direction::up};
}

graph::Path path_to(Session& session, const Project& project, Direction direction, const Rows& rows,
                    const graph::Target& target) {
  auto path = direction == Direction::up
                  ? graph::upgrade(project.graph, rows, target, session.diagnostics)
                  : graph::downgrade(project.graph, rows, target, session.diagnostics);
  if (!path) throw Stop{exits::usage};
  return std::move(*path);
}

namespace {

/// One transaction for all is not one where a revision has none.
void tell_of_those_apart(Session& session, const Project& project, const graph::Path& path) {
  if (path.steps.size() < 2) return;
  for (const graph::PathStep& step : path.steps)
    if (!project.headers[step.revision].transactional)
      session.tell(diagnostics::printable(
          "warning: " + project.graph.id(step.revision) +
          " has `transaction off`, so what comes before it is committed before it runs"));
}

}  // namespace

pipeline::Grouping grouping_of(const Project& project, const MigrateOptions& options) {
  using pipeline::Grouping;
  const bool coalesces = options.coalesce || project.settings.coalesce.value;
  return coalesces && !options.any_start ? Grouping::one_transaction : Grouping::by_revision;
}

void for_each_plan(Session& session, const Project& project, const graph::Path& path,
                   const Rows& start, pipeline::Grouping grouping,
                   const std::function<void(Plan&&)>& use) {
  verify::Rehearsal rehearsal(backend_of(session, project), session.sources, session.diagnostics);
  pipeline::for_each_plan(project, path, start, grouping, session.diagnostics, use,
                          session.options.rehearses ? rehearsal.hook() : pipeline::Rehearse());
  if (session.diagnostics.ok()) {
    if (grouping == pipeline::Grouping::one_transaction)
      tell_of_those_apart(session, project, path);
    return;
  }
  for (const diagnostics::Diagnostic& one : session.diagnostics.all())
    if (one.id == std::string_view(kind::irreversible.id)) throw Stop{exits::refused};
  throw Stop{exits::sources};
}

std::vector<Plan> plans_of(Session& session, const Project& project, const graph::Path& path,
                           const Rows& start, pipeline::Grouping grouping) {
  std::vector<Plan> plans;
  for_each_plan(session, project, path, start, grouping,
                [&](Plan&& plan) { plans.push_back(std::move(plan)); });
  return plans;
}

namespace {

/// The same place under the names that this history has.
Plan renaming(const Project& project, const Rows& recorded, const Rows& here) {
  Plan plan = exec::stamp_plan({recorded, here});
  for (const std::string& row : here)
    if (std::find(recorded.begin(), recorded.end(), row) == recorded.end())
      plan.log.push_back({row, "stamp", project.checksums[*project.graph.find(row)]});
  plan.path = "the version table " + project.settings.version_table.value;
  return plan;
}

/// The other ways in which a version table may say `rows`: with the last of what a revision
/// replaces in its place.
std::vector<Rows> recorded_as(const graph::Graph& graph, const Rows& rows) {
  std::vector<Rows> all = {{}};
  for (const std::string& row : rows) {
    Rows names = {row};
    for (const graph::Absent* absent : graph.absent_with(""))
      if (absent->same && absent->by == row) names.push_back(absent->id);
    std::vector<Rows> longer;
    for (const Rows& begun : all)
      for (const std::string& name : names) {
        longer.push_back(begun);
        longer.back().push_back(name);
      }
    all = std::move(longer);
  }
  all.erase(all.begin());  // `rows` themselves
  for (Rows& one : all) std::sort(one.begin(), one.end());
  return all;
}

}  // namespace

std::optional<Plan> begin_at_recorded(const Project& project, const Rows& recorded,
                                      const Rows& here) {
  if (recorded == here) return std::nullopt;
  return renaming(project, recorded, here);
}

std::vector<Plan> begin_at_replaced(const Project& project, const Rows& rows) {
  std::vector<Plan> plans;
  if (project.graph.absent_with("").empty()) return plans;
  for (const Rows& recorded : recorded_as(project.graph, rows))
    plans.push_back(renaming(project, recorded, rows));
  return plans;
}

std::vector<Plan> fresh_plans(Session& session, const Project& project, const graph::Path& path) {
  if (path.steps.empty()) return {};
  try {
    if (auto plan = verify::fresh_plan(project, path, session.diagnostics))
      return {std::move(*plan)};
  } catch (const database::Error& error) {
    throw Stop{report(session, error)};
  }
  throw Stop{exits::sources};
}

std::vector<backends::LogEntry> check_edited(Session& session, const Project& project,
                                             const Recorded& recorded, bool allowed) {
  const auto rows = graph::known_rows(project.graph, graph::rows_here(project.graph, recorded.rows),
                                      session.diagnostics);
  if (!rows) throw Stop{exits::history};
  const std::vector<Edited> edited =
      edited_revisions(project.graph, project.graph.with_ancestors(*rows), recorded.log,
                       [&](graph::Index one) { return project.checksums[one]; });
  std::vector<backends::LogEntry> accepted;
  for (const Edited& one : edited) {
    const std::string& id = project.graph.id(one.revision);
    if (allowed) {
      session.tell(diagnostics::printable(id + " was edited since it was applied: accepted"));
      accepted.push_back({id, "accept", one.checksum});
      continue;
    }
    session.diagnostics
        .report(kind::edited_revision, project.graph.written(one.revision), id,
                when_and_who(one.applied))
        .note(
            "restore the file, and put the change into a new revision; or, if its effect is the "
            "same, accept it with `migc upgrade --allow-edited`");
  }
  if (!edited.empty() && !allowed) throw Stop{exits::history};
  return accepted;
}

namespace {

/// What says how a script is made means nothing without one.
void check_no_script_options(Session& session, const MigrateOptions& options) {
  for (const auto& [given, name] :
       {std::pair{options.file.has_value(), "-o"}, std::pair{options.from_db, "--from-db"},
        std::pair{options.any_start, "--any-start"},
        std::pair{options.runner != "sqlite3", "--runner"}})
    if (given) stop(session, exits::usage, kind::option_needs_sql, name);
}

/// What is about a database that has something in it means nothing for an empty one.
void check_fresh_options(Session& session, const MigrateOptions& options) {
  for (const auto& [given, name] :
       {std::pair{options.from_db, "--from-db"}, std::pair{options.backup.has_value(), "--backup"},
        std::pair{options.any_start, "--any-start"},
        std::pair{options.allow_data_loss, "--allow-data-loss"},
        std::pair{options.allow_drift, "--allow-drift"},
        std::pair{options.allow_edited, "--allow-edited"}})
    if (given) stop(session, exits::usage, kind::fresh_beside, name);
  if (graph::is_range(options.revision))
    stop(session, exits::usage, kind::fresh_beside, options.revision);
}

/// Each revision has its own script there, and it is SQLite's shell that chooses.
void check_any_start(Session& session, const MigrateOptions& options) {
  const auto stop_if = [&](bool given, const std::string& why) {
    if (given) stop(session, exits::usage, kind::any_start_beside, why);
  };
  stop_if(options.from_db,
          "`--from-db` starts where one database is, and `--any-start` where any database is: "
          "remove one of them");
  stop_if(options.coalesce,
          "`--any-start` runs each revision in its own transaction: remove `--coalesce`, or write "
          "a script for each start with `migc upgrade FROM:TO --sql --coalesce`");
  stop_if(options.runner != "sqlite3",
          "only SQLite's shell can run such a script: remove `--runner " + options.runner +
              "`, or write a script for each start with `migc upgrade FROM:TO --sql --runner " +
              options.runner + "`");
  stop_if(graph::is_range(options.revision), "`" + options.revision +
                                                 "` says where to start, but `--any-start` starts "
                                                 "where the database is: name only the target");
}

int migrate(Session& session, Direction direction, const MigrateOptions& options) {
  if (options.any_start) check_any_start(session, options);
  if (!options.sql) session.state = "nothing was changed";
  check_tag(session, options.tag);
  if (options.fresh) check_fresh_options(session, options);
  if (options.backup && options.sql) stop(session, exits::usage, kind::backup_and_sql);
  if (!options.sql) check_no_script_options(session, options);
  if (options.from_db && graph::is_range(options.revision))
    stop(session, exits::usage, kind::from_db_and_range, options.revision);
  LoadScope what = about({options.revision});
  const bool from_somewhere = direction == Direction::down && !graph::is_range(options.revision);
  what.database = what.database || !options.sql || options.from_db || from_somewhere;
  if (direction == Direction::up)
    if (const auto status = upgrade_idle(session, options, what)) return *status;
  Project project = load_project(session, what);
  if (!options.sql || options.fresh) limit_to_engine(project.settings);
  check_project(session, project);
  const backends::Backend& backend = backend_of(session, project);
  return options.sql ? migrate_offline(session, project, backend, direction, options)
                     : migrate_online(session, project, backend, direction, options);
}

}  // namespace

int upgrade(Session& session, const MigrateOptions& options) {
  return migrate(session, Direction::up, options);
}

int downgrade(Session& session, const MigrateOptions& options) {
  return migrate(session, Direction::down, options);
}

}  // namespace migc::cli
