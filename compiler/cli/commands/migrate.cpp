#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/migration.hpp"
#include "compiler/diagnostics/catalogue.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/exec/version_table.hpp"
#include "compiler/graph/path.hpp"
#include "compiler/pipeline/compile.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;
using backends::Plan;
using diagnostics::printable;
using pipeline::Project;
using Rows = std::vector<std::string>;

namespace {

enum class Direction : bool { up, down };

graph::Path path_to(Session& session, const Project& project, Direction direction, const Rows& rows,
                    const graph::Target& target) {
  auto path = direction == Direction::up
                  ? graph::upgrade(project.graph, rows, target, session.diagnostics)
                  : graph::downgrade(project.graph, rows, target, session.diagnostics);
  if (!path) throw Stop{exits::usage};
  return std::move(*path);
}

std::vector<Plan> plans_of(Session& session, const Project& project, const graph::Path& path,
                           const Rows& start) {
  std::vector<Plan> plans = pipeline::plans(project, path, start, session.diagnostics);
  if (session.diagnostics.ok()) return plans;
  for (const diagnostics::Diagnostic& one : session.diagnostics.all())
    if (one.id == std::string_view(kind::irreversible.id)) throw Stop{exits::refused};
  throw Stop{exits::sources};
}

graph::Context context_of(Direction direction, const Rows& rows) {
  return {rows, direction == Direction::up ? graph::Use::upgrade : graph::Use::downgrade,
          direction == Direction::up};
}

/// `Running upgrade 001 -> 002, message`
std::string line_of_plan(const Project& project, const Plan& plan) {
  std::string parents;
  if (const auto revision = project.graph.find(plan.revision))
    for (const graph::Index parent : project.graph.parents(*revision))
      parents += (parents.empty() ? "" : ", ") + project.graph.id(parent);
  return printable(fmt::format("Running {} {} -> {}{}{}", plan.upgrade ? "upgrade" : "downgrade",
                               plan.upgrade ? parents : plan.revision,
                               plan.upgrade ? plan.revision : parents,
                               plan.message.empty() ? "" : ", ", plan.message));
}

/// A database with tables and without a version table was made by somebody else.
void check_managed(Session& session, const Project& project, const exec::Version& version) {
  const Rows& others = version.others;
  if (others.empty()) return;
  const auto shown = others.begin() + std::min<std::ptrdiff_t>(std::ssize(others), 5);
  const std::string names = fmt::format("{}{}", fmt::join(others.begin(), shown, ", "),
                                        shown == others.end() ? "" : ", …");
  auto& complaint =
      session.diagnostics.report(kind::unmanaged, {}, names, project.settings.version_table.value);
  if (std::find(others.begin(), others.end(), "alembic_version") != others.end())
    complaint.note(
        "`version_table = \"alembic_version\"` in migc.toml goes on where Alembic stopped");
  complaint.note(
      "`migc stamp REV` records the revision that its tables are at; `migc stamp base` "
      "that no revision is applied yet");
  throw Stop{exits::history};
}

int online(Session& session, const Project& project, const backends::Backend& backend,
           Direction direction, const MigrateOptions& options) {
  if (graph::is_range(options.revision))
    stop(session, exits::usage, kind::range_needs_sql, options.revision,
         fmt::format("migc {} {} --sql", direction == Direction::up ? "upgrade" : "downgrade",
                     printable(options.revision)));
  if (options.file) stop(session, exits::usage, kind::option_needs_sql, "-o");

  std::optional<graph::Target>
      target;  // found once: `+1` is one step, whoever else moves meanwhile
  Change change;
  change.creates = direction == Direction::up;
  change.line = [&](const Plan& plan) { return line_of_plan(project, plan); };
  change.plan = [&](const exec::Version& version) {
    check_rows(session, project, version.rows);
    if (direction == Direction::up) check_managed(session, project, version);
    if (!target)
      target = resolve(session, project, options.revision, context_of(direction, version.rows));
    const graph::Path path = path_to(session, project, direction, version.rows, *target);
    return plans_of(session, project, path, version.rows);
  };
  return execute(session, project, backend, change);
}

/// Where a downgrade's script begins when nothing says so: where the database is, if there is one
/// that has a version table; else at the heads.
Rows downgrade_start(Session& session, const Project& project) {
  diagnostics::Diagnostics said;
  const auto url = config::database_url(project.settings, said);
  if (url && url->dialect == "sqlite" && exec::database_exists(*url)) {
    const exec::Version version = version_of(session, *url, project.settings);
    if (version.table) {
      check_rows(session, project, version.rows);
      session.tell(printable(fmt::format("from {}, where the database is ({})",
                                         exec::rows_text(version.rows), url->masked())));
      return version.rows;
    }
  }
  return ids_of(project, {project.graph.heads(), {}});
}

Rows start_of(Session& session, const Project& project, Direction direction,
              const std::optional<graph::Range>& range) {
  if (!range) return direction == Direction::up ? Rows{} : downgrade_start(session, project);
  if (range->from.empty())
    return direction == Direction::up ? Rows{} : ids_of(project, {project.graph.heads(), {}});
  const Rows rows = rows_for(session, project, {range->from});
  return ids_of(project, resolve(session, project, range->from, {rows, graph::Use::other, true}));
}

int offline(Session& session, const Project& project, const backends::Backend& backend,
            Direction direction, const MigrateOptions& options) {
  std::optional<graph::Range> range;
  if (graph::is_range(options.revision)) {
    range = graph::parse_range(options.revision, session.diagnostics);
    if (!range) throw Stop{exits::usage};
  }
  const Rows start = start_of(session, project, direction, range);
  std::string word = range ? range->to : options.revision;
  if (word.empty()) word = direction == Direction::up ? "heads" : "base";
  const graph::Target target = resolve(session, project, word, context_of(direction, start));
  const graph::Path path = path_to(session, project, direction, start, target);
  if (range && path.steps.empty() && ids_of(project, target) != start)
    stop(session, exits::usage, kind::not_below, exec::rows_text(start),
         exec::rows_text(ids_of(project, target)));
  const std::vector<Plan> plans = plans_of(session, project, path, start);
  return write_script(session, project, backend, plans,
                      {start, path.steps.empty() ? start : path.steps.back().after}, options.file);
}

int migrate(Session& session, Direction direction, const MigrateOptions& options) {
  if (!options.sql) session.state = "nothing was changed";
  const Project project = load_project(session);
  check_project(session, project);
  const backends::Backend& backend = backend_of(session, project);
  return options.sql ? offline(session, project, backend, direction, options)
                     : online(session, project, backend, direction, options);
}

}  // namespace

int upgrade(Session& session, const MigrateOptions& options) {
  return migrate(session, Direction::up, options);
}

int downgrade(Session& session, const MigrateOptions& options) {
  return migrate(session, Direction::down, options);
}

}  // namespace migc::cli
