#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "compiler/backends/row_checks.hpp"
#include "compiler/cli/migrate.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/diagnostics/escape.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;
using backends::Plan;
using diagnostics::printable;
using pipeline::Project;

namespace {

/// `Running upgrade 001 -> 002, message`
std::string line_of_plan(const Project& project, const Plan& plan) {
  if (plan.from_nothing)
    return printable(fmt::format("Running upgrade  -> {}, {}",
                                 backends::rows_text(plan.version.after), plan.message));
  const auto revision = project.graph.find(plan.revision);
  if (!revision && plan.log.size() > 1)
    return printable(fmt::format("Running {} {} -> {}, {}", plan.upgrade ? "upgrade" : "downgrade",
                                 backends::rows_text(plan.version.before),
                                 backends::rows_text(plan.version.after), plan.message));
  const bool stamps = !plan.log.empty() && plan.log.front().event == "stamp";
  if (!revision || stamps || plan.version.before == plan.version.after)
    return printable("Recording at " + backends::rows_text(plan.version.after));
  std::string parents;
  for (const graph::Index parent : project.graph.parents(*revision))
    parents += (parents.empty() ? "" : ", ") + project.graph.id(parent);
  return printable(fmt::format("Running {} {} -> {}{}{}", plan.upgrade ? "upgrade" : "downgrade",
                               plan.upgrade ? parents : plan.revision,
                               plan.upgrade ? plan.revision : parents,
                               plan.message.empty() ? "" : ", ", plan.message));
}

/// The tables and views of a database that are not migc's own, a few of them by name.
std::string others_text(const Project& project, const Recorded& recorded) {
  std::vector<std::string> others = recorded.others;
  std::erase(others, project.settings.log_table.value);
  const auto shown = others.begin() + std::min<std::ptrdiff_t>(std::ssize(others), 5);
  return fmt::format("{}{}", fmt::join(others.begin(), shown, ", "),
                     shown == others.end() ? "" : ", …");
}

/// What is made of nothing is made where nothing is.
void check_empty(Session& session, const Project& project, const Recorded& recorded) {
  const std::string others = others_text(project, recorded);
  if (!recorded.rows.empty())
    stop(session, exits::history, kind::fresh_not_empty,
         "is at " + backends::rows_text(recorded.rows));
  if (!others.empty())
    stop(session, exits::history, kind::fresh_not_empty,
         fmt::format("has tables already ({})", others));
}

/// A database with tables and without a version table was made by somebody else.
void check_managed(Session& session, const Project& project, const Recorded& recorded) {
  const std::string names = others_text(project, recorded);
  if (names.empty()) return;
  auto& complaint =
      session.diagnostics.report(kind::unmanaged, {}, names, project.settings.version_table.value);
  if (std::find(recorded.others.begin(), recorded.others.end(), "alembic_version") !=
      recorded.others.end())
    complaint.note(
        "`version_table = \"alembic_version\"` in migc.toml continues where Alembic stopped");
  complaint.note(
      "`migc stamp REV` records which revision its tables are at; `migc stamp base` records that "
      "none is applied yet");
  throw Stop{exits::history};
}

/// `base`, or that of a branch.
bool names_base(std::string_view word) { return word == "base" || word.ends_with("@base"); }

/// What is accepted is logged with the first plan, or with one of its own.
void log_accepted(std::vector<backends::LogEntry> accepted, const std::vector<std::string>& rows,
                  std::vector<Plan>& plans) {
  if (accepted.empty()) return;
  if (plans.empty()) plans.push_back(exec::stamp_plan({rows, rows}));
  std::vector<backends::LogEntry>& log = plans.front().log;
  log.insert(log.begin(), std::make_move_iterator(accepted.begin()),
             std::make_move_iterator(accepted.end()));
}

}  // namespace

int migrate_online(Session& session, const Project& project, const backends::Backend& backend,
                   Direction direction, const MigrateOptions& options) {
  if (graph::is_range(options.revision))
    stop(session, exits::usage, kind::range_needs_sql, options.revision,
         fmt::format("migc {} {} --sql", direction == Direction::up ? "upgrade" : "downgrade",
                     printable(options.revision)));

  std::optional<graph::Target>
      target;  // found once: `+1` is one step, whoever else moves meanwhile
  Change change;
  change.creates = direction == Direction::up;
  change.done_without = direction == Direction::down && names_base(options.revision);
  change.tag = options.tag;
  change.allow_drift = options.allow_drift;
  if (options.backup)
    change.backup = *options.backup == MigrateOptions::usual_backup ? "" : *options.backup;
  change.line = [&](const Plan& plan) { return line_of_plan(project, plan); };
  change.plan = [&](const Recorded& recorded) {
    const std::vector<std::string> rows = rows_of(session, project, recorded.rows);
    std::vector<backends::LogEntry> accepted;
    if (options.fresh) {
      check_empty(session, project, recorded);
    } else if (direction == Direction::up) {
      check_managed(session, project, recorded);
      accepted = check_edited(session, project, recorded, options.allow_edited);
    }
    if (!target) target = resolve(session, project, options.revision, context_of(direction, rows));
    const graph::Path path = path_to(session, project, direction, rows, *target);
    if (options.fresh) return fresh_plans(session, project, path);
    std::vector<Plan> plans = plans_of(session, project, path, rows, grouping_of(project, options));
    if (auto first = begin_at_recorded(project, recorded.rows, rows))
      plans.insert(plans.begin(), *std::move(first));
    if (options.allow_data_loss)
      for (Plan& plan : plans) backends::allow_data_loss(plan);
    log_accepted(std::move(accepted), recorded.rows, plans);
    return plans;
  };
  return execute(session, project, backend, change);
}

}  // namespace migc::cli
