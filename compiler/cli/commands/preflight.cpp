#include "compiler/exec/preflight.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "compiler/backends/refusal.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/migrate.hpp"
#include "compiler/cli/output.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/drivers/drivers.hpp"
#include "compiler/emit/offline.hpp"

namespace migc::cli {

using backends::RowCheck;
using pipeline::Project;
using Json = nlohmann::ordered_json;

namespace {

int print_queries(Session& session, const Project& project, const backends::Backend& backend,
                  Direction direction, const PreflightOptions& options) {
  MigrateOptions script;
  script.revision = options.revision;
  if (!graph::is_range(options.revision)) {
    const auto url = config::database_url(project.settings, session.diagnostics);
    script.from_db = url && drivers::database_exists(*url);
  }
  const ScriptPlans whole = plans_of_script(session, project, direction, script);
  const std::string text = backend.row_check_queries(whole.plans, frame_of(session, project));
  if (!options.file) {
    session.print(text);
    return exits::done;
  }
  const bool written = Output(project.settings).write(session, *options.file, text);
  session.tell(diagnostics::printable(
      fmt::format("{} {}", *options.file, written ? "written" : "is up to date")));
  return exits::done;
}

std::vector<backends::Plan> plans_for(Session& session, const Project& project, Direction direction,
                                      const std::string& word,
                                      const std::vector<std::string>& rows) {
  const graph::Target target = resolve(session, project, word, context_of(direction, rows));
  return plans_of(session, project, path_to(session, project, direction, rows, target), rows,
                  pipeline::Grouping::by_revision);
}

Json json_of(const exec::Finding& finding) {
  const backends::Requirement& one = *finding.check.requirement;
  return {{"revision", finding.check.plan->revision},
          {"kind", backends::word(one.kind)},
          {"table", one.table},
          {"subject", one.subject},
          {"rows", std::min(finding.rows, backends::Requirement::most_counted)},
          {"more", finding.rows > backends::Requirement::most_counted},
          {"key", one.key},
          {"sample", finding.keys}};
}

/// What could not be asked yet.
std::vector<RowCheck> left_of(const backends::RowChecks& checks) {
  std::vector<RowCheck> left = checks.never;
  for (const std::vector<RowCheck>& some : checks.before_plan)
    left.insert(left.end(), some.begin(), some.end());
  return left;
}

void print_summary(Session& session, std::size_t asked, std::size_t refused, std::size_t left) {
  std::string text = asked > 0   ? fmt::format("{} of {} row checks passed", asked - refused, asked)
                     : left == 0 ? "no row checks are needed"
                                 : "no row checks can run before the migration";
  if (left > 0) text += fmt::format("; {}{} will run during it", left, asked > 0 ? " more" : "");
  session.print(text + "\n");
}

int ask_database(Session& session, const Project& project, Direction direction,
                 const PreflightOptions& options) {
  const config::Url url = database_of(session, project.settings);
  const std::vector<std::string> rows =
      rows_of(session, project, version_of(session, url, project.settings).rows);
  const auto plans = plans_for(session, project, direction, options.revision, rows);
  const backends::RowChecks checks = backends::row_checks_of(plans);
  std::vector<exec::Finding> findings;
  if (!checks.at_start.empty() && drivers::database_exists(url)) {
    const auto database = connect(session, url, database::Access::read);
    findings = exec::ask(*database, checks.at_start);
  }
  for (const exec::Finding& finding : findings) session.diagnostics.add(finding.diagnostic());
  const std::size_t left = left_of(checks).size();
  if (session.options.json) {
    Json list = Json::array();
    for (const exec::Finding& finding : findings) list.push_back(json_of(finding));
    session.print(document({{"database", url.masked()},
                            {"from", rows},
                            {"revisions", plans.size()},
                            {"asked", checks.at_start.size()},
                            {"not_asked", left},
                            {"refused", std::move(list)}}));
  } else {
    print_summary(session, checks.at_start.size(), findings.size(), left);
  }
  return findings.empty() ? exits::done : exits::no;
}

}  // namespace

int preflight(Session& session, const PreflightOptions& options) {
  namespace kind = diagnostics::kind;
  const Direction direction = options.downgrade ? Direction::down : Direction::up;
  if (!options.sql && graph::is_range(options.revision))
    stop(session, exits::usage, kind::range_needs_sql, options.revision,
         diagnostics::printable(fmt::format("migc preflight {} --sql", options.revision)));
  if (!options.sql && options.file) stop(session, exits::usage, kind::option_needs_sql, "-o");
  LoadScope what = about({options.revision});
  what.database = what.database || !graph::is_range(options.revision);
  Project project = load_project(session, what);
  if (!options.sql) limit_to_engine(project.settings);
  check_project(session, project);
  const backends::Backend& backend = backend_of(session, project);
  return options.sql ? print_queries(session, project, backend, direction, options)
                     : ask_database(session, project, direction, options);
}

}  // namespace migc::cli
