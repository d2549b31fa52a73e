#include "compiler/dialects/sqlite/require/row_check_query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/backends/quote.hpp"
#include "compiler/backends/refusal.hpp"
#include "compiler/backends/row_checks.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"

namespace migc::backends::sqlite {

namespace {

/// SQLite takes 500 parts of a compound query. https://www.sqlite.org/limits.html
constexpr std::size_t most_parts = 400;

std::string text_literal(std::string_view text) { return literal(diagnostics::printable(text)); }

std::string name_of(const Plan& plan) {
  return fmt::format("{} {}", plan.upgrade ? "upgrade" : "downgrade", plan.revision);
}

/// What is said of a number of rows that has to be counted first.
std::string text_behind_rows(const Requirement& requirement) {
  return refusal(requirement, "", {}).text;
}

/// What is asked, for people.
std::string asked(const RowCheck& check) {
  const bool own = check.requirement->kind == Requirement::Kind::assertion;
  return fmt::format("{}: {}{}", name_of(*check.plan), own ? "assert: " : "no rows",
                     text_behind_rows(*check.requirement));
}

/// The keys of a few rows in one line. What could steer a terminal is shown in hexadecimal digits.
std::string keys_in_line(const Requirement& requirement) {
  return fmt::format(
      "\n         || {} || (WITH few (k) AS (\n      {})\n      SELECT group_concat(CASE WHEN k "
      "GLOB "
      "'*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*' THEN hex(k) "
      "ELSE k END, ', ') FROM few)",
      text_literal(fmt::format("; such rows by `{}`: ", requirement.key)), requirement.sample);
}

/// A query with one row: what is wrong, or NULL.
std::string query_of(const RowCheck& check) {
  const Requirement& one = *check.requirement;
  std::string line = literal(diagnostics::printable(name_of(*check.plan)) + ": ");
  if (one.kind == Requirement::Kind::assertion) {
    line += " || " + text_literal(one.subject);
  } else {
    line += fmt::format(
        " || CASE WHEN n > {0} THEN 'at least {0} rows' WHEN n = 1 THEN '1 row' ELSE n || ' rows' "
        "END\n         || {1}",
        Requirement::most_counted, text_literal(text_behind_rows(one)));
    if (!one.sample.empty()) line += keys_in_line(one);
  }
  return fmt::format("  SELECT CASE WHEN n > 0 THEN {}\n    END FROM (SELECT (\n      {}) AS n)",
                     line, one.count);
}

/// The database has to be where the plans begin, or the answers mean nothing.
std::string question_of_start(const std::vector<std::string>& start, const std::string& table) {
  std::string rows;
  for (const std::string& row : start) rows += (rows.empty() ? "" : ", ") + row;
  return fmt::format(
      "  SELECT CASE WHEN at IS NOT {0} THEN 'the database is at ' || coalesce(at, 'base') || {1} "
      "END\n    FROM (SELECT group_concat(version_num, ', ') AS at FROM (SELECT version_num FROM "
      "{2} ORDER BY version_num))",
      literal(rows), text_literal(fmt::format(", but these row checks are for {}", rows)),
      quote(source::Name{table, false, {}, {}}));
}

void comment(std::string& text, std::string_view line) {
  text += fmt::format("-- {}\n", comment_line(line));
}

void comment_not_asked(std::string& text, const RowChecks& checks) {
  std::vector<RowCheck> left = checks.never;
  for (const std::vector<RowCheck>& some : checks.before_plan)
    left.insert(left.end(), some.begin(), some.end());
  if (left.empty()) return;
  comment(text, "Not checked, because the migration changes these tables first:");
  for (const RowCheck& check : left)
    comment(text, fmt::format("  {}, in {}", asked(check), check.plan->path));
}

}  // namespace

std::string row_check_queries(const std::vector<Plan>& plans, const FrameOptions& options) {
  const RowChecks checks = row_checks_of(plans);
  std::string text;
  comment(text, "Row checks: this changes nothing, and prints what is wrong, or ok:");
  comment(text, "  sqlite3 -readonly DATABASE < THIS_FILE");
  comment_not_asked(text, checks);

  std::vector<std::string> parts;
  if (!plans.empty() && !plans[0].version.before.empty() && !checks.at_start.empty())
    parts.push_back(question_of_start(plans[0].version.before, options.version_table));
  for (const RowCheck& check : checks.at_start) {
    std::string part;
    comment(part, fmt::format("{}. {}, in {}", &check - checks.at_start.data() + 1, asked(check),
                              check.plan->path));
    parts.push_back(part + query_of(check));
  }
  if (parts.empty()) return text + "SELECT 'ok';\n";

  std::string all;
  std::size_t groups = 0;
  for (std::size_t at = 0; at < parts.size(); ++at) {
    const bool first = at % most_parts == 0;
    if (first) {
      text += at == 0 ? "WITH" : "\n),";
      text += fmt::format(" found_{} (line) AS (\n", ++groups);
      all += fmt::format("{}SELECT line FROM found_{}", all.empty() ? "" : " UNION ALL ", groups);
    }
    text += (first ? "" : "\n  UNION ALL\n") + parts[at];
  }
  return text + fmt::format(
                    "\n), found AS ({})\n"
                    "SELECT line FROM found WHERE line IS NOT NULL\n"
                    "UNION ALL\n"
                    "SELECT 'ok' WHERE NOT EXISTS (SELECT 1 FROM found WHERE line IS NOT NULL);\n",
                    all);
}

}  // namespace migc::backends::sqlite
