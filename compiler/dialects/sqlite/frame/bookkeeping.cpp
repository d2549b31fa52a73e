#include "compiler/dialects/sqlite/frame/bookkeeping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/frame/check_table.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"

namespace migc::backends::sqlite {

namespace {

/// A name that no grammar has read: settings may call their tables anything.
std::string any_name(std::string_view name) {
  const bool odd = std::any_of(name.begin(), name.end(), [](char c) {
    return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_';
  });
  const bool digit = !name.empty() && name.front() >= '0' && name.front() <= '9';
  return quote(source::Name{std::string(name), odd || digit, {}, {}});
}

std::string literals(const std::vector<std::string>& values, std::string_view open,
                     std::string_view close) {
  std::string text;
  for (const std::string& value : values)
    text += fmt::format("{}{}{}{}", text.empty() ? "" : ", ", open, literal(value), close);
  return text;
}

/// The condition that there is no table or view whose name is as said.
std::string no_tables(const std::string& named) {
  return fmt::format(
      "NOT EXISTS (SELECT 1 FROM main.sqlite_master WHERE type IN ('table', 'view') AND "
      "lower(name) {} AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\')",
      named);
}

}  // namespace

Bookkeeping::Bookkeeping(const Plan& plan, const FrameOptions& options, Names names)
    : plan_(plan),
      options_(options),
      version_table_(any_name(options.version_table)),
      log_table_(any_name(options.log_table)),
      main_(names == Names::full ? "main." : "") {}

std::string Bookkeeping::version_table(const FrameOptions& options) {
  return "main." + any_name(options.version_table);
}

std::string Bookkeeping::is_managed() const {
  return fmt::format("EXISTS (SELECT 1 FROM main.sqlite_master WHERE lower(name) = {}) OR {}",
                     literal(source::fold(options_.version_table)),
                     no_tables("<> " + literal(source::fold(options_.log_table))));
}

std::string Bookkeeping::is_empty() const {
  return no_tables(fmt::format("NOT IN ({}, {})", literal(source::fold(options_.version_table)),
                               literal(source::fold(options_.log_table))));
}

std::string Bookkeeping::version_is(const std::vector<std::string>& rows) const {
  if (rows.empty()) return fmt::format("(SELECT count(*) FROM main.{}) = 0", version_table_);
  if (rows.size() == 1)
    return fmt::format("(SELECT group_concat(version_num) FROM main.{}) IS {}", version_table_,
                       literal(rows[0]));
  return fmt::format(
      "(SELECT count(*) FROM main.{0}) = {1} AND (SELECT count(*) FROM main.{0} WHERE "
      "version_num IN ({2})) = {1}",
      version_table_, rows.size(), literals(rows, "", ""));
}

std::string Bookkeeping::is_at(const std::vector<std::string>& rows) {
  return fmt::format("revision IS {} FROM temp.migc_at",
                     rows.empty() ? "''" : literal(fmt::format("{}", fmt::join(rows, ","))));
}

std::string Bookkeeping::place_query(const FrameOptions& options) {
  return fmt::format(
      "SELECT -- NULL once somebody else has changed the "
      "schema\n"
      "    iif((SELECT seen FROM temp.migc_check WHERE seen ORDER BY rowid DESC LIMIT 1) <> "
      "schema_version, NULL,\n"
      "      (SELECT coalesce(group_concat(version_num), '') FROM (SELECT version_num FROM {} "
      "ORDER BY 1))) AS revision\n"
      "  FROM temp.pragma_schema_version",
      version_table(options));
}

namespace {

constexpr std::string_view see_into =
    "INSERT INTO {}migc_check (seen) SELECT schema_version FROM temp.pragma_schema_version";

}  // namespace

std::string Bookkeeping::watch() const {
  return fmt::format(
      "CREATE TEMP TRIGGER IF NOT EXISTS migc_watch AFTER INSERT ON main.{} BEGIN {}; END",
      log_table_, fmt::format(see_into, ""));
}

std::string Bookkeeping::see() { return fmt::format(see_into, "temp."); }

std::string Bookkeeping::create_version_table() const {
  return fmt::format(
      "CREATE TABLE IF NOT EXISTS main.{} (version_num VARCHAR(255) NOT NULL, PRIMARY KEY "
      "(version_num))",
      version_table_);
}

std::string Bookkeeping::create_log_table() const {
  return fmt::format(
      "CREATE TABLE IF NOT EXISTS main.{} (id INTEGER PRIMARY KEY, revision VARCHAR(255) NOT "
      "NULL, event VARCHAR(9) NOT NULL, started_at VARCHAR(23) NOT NULL, finished_at "
      "VARCHAR(23), checksum VARCHAR(32) NOT NULL, tool VARCHAR(50) NOT NULL, run_by "
      "VARCHAR(255), tag VARCHAR(255))",
      log_table_);
}

std::vector<std::string> Bookkeeping::move_version() const {
  std::vector<std::string> gone, come;
  const auto& [before, after] = plan_.version;
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                      std::back_inserter(gone));
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(),
                      std::back_inserter(come));
  if (gone.size() == 1 && come.size() == 1)
    return {fmt::format("UPDATE {}{} SET version_num = {} WHERE version_num = {}", main_,
                        version_table_, literal(come[0]), literal(gone[0]))};
  std::vector<std::string> statements;
  if (!gone.empty())
    statements.push_back(fmt::format("DELETE FROM {}{} WHERE version_num IN ({})", main_,
                                     version_table_, literals(gone, "", "")));
  if (!come.empty())
    statements.push_back(fmt::format("INSERT INTO {}{} (version_num) VALUES {}", main_,
                                     version_table_, literals(come, "(", ")")));
  return statements;
}

namespace {

/// Further columns of the log, and their values.
struct RunColumns {
  std::string names, values;
};

/// Who and what ran it.
RunColumns run_columns(const FrameOptions& options) {
  RunColumns columns{", tool", ", " + literal(options.tool)};
  const auto also = [&](const char* name, const std::optional<std::string>& value) {
    if (!value) return;
    columns.names += fmt::format(", {}", name);
    columns.values += ", " + literal(*value);
  };
  also("run_by", options.run_by);
  also("tag", options.tag);
  return columns;
}

}  // namespace

std::string Bookkeeping::log(std::string_view started, std::string_view finished) const {
  const RunColumns run = run_columns(options_);
  std::string rows;
  for (const LogEntry& entry : plan_.log)
    rows += fmt::format("{}\n  ({}, {}, {}, {}, {}{})", rows.empty() ? "" : ",",
                        literal(entry.revision), literal(entry.event), literal(entry.checksum),
                        started, finished, run.values);
  return fmt::format(
      "INSERT INTO {}{} (revision, event, checksum, started_at, finished_at{}) VALUES{}", main_,
      log_table_, run.names, rows);
}

std::string Bookkeeping::run_query(const FrameOptions& options) {
  const auto value = [](const std::optional<std::string>& text, std::string_view name) {
    return text ? fmt::format(", {} AS {}", literal(*text), name) : "";
  };
  return fmt::format(
      "SELECT {} AS tool{}{},\n"
      "  (SELECT at FROM temp.migc_check WHERE start ORDER BY rowid DESC LIMIT 1) AS started_at, "
      "{} AS finished_at",
      literal(options.tool), value(options.run_by, "run_by"), value(options.tag, "tag"), now);
}

std::string Bookkeeping::log_run() const {
  std::string rows;
  for (const LogEntry& entry : plan_.log)
    rows += fmt::format("{}{}, {}, {}", rows.empty() ? "" : "),\n  (", literal(entry.revision),
                        literal(entry.event), literal(entry.checksum));
  const std::string into =
      fmt::format("INSERT INTO {}{} (revision, event, checksum{}, started_at, finished_at)", main_,
                  log_table_, run_columns(options_).names);
  return plan_.log.size() == 1
             ? fmt::format("{} SELECT {}, * FROM temp.migc_run", into, rows)
             : fmt::format("{} SELECT * FROM (VALUES\n  ({})), temp.migc_run", into, rows);
}

std::string Bookkeeping::finish_log() const {
  return fmt::format(
      "UPDATE {0}{1} SET finished_at = {2} WHERE id > (SELECT max(id) - {3} FROM {0}{1})", main_,
      log_table_, now, plan_.log.size());
}

std::vector<std::string> Bookkeeping::roll_back_unless_whole() const {
  const auto roll_back_if = [&](std::string_view condition) {
    return fmt::format("INSERT OR ROLLBACK INTO main.{} (version_num) SELECT NULL WHERE {}",
                       version_table_, condition);
  };
  return {roll_back_if("NOT EXISTS (SELECT 1 FROM sqlite_temp_master WHERE name = '_migc_checks')"),
          roll_back_if(
              "NOT EXISTS (SELECT 1 FROM temp._migc_checks WHERE what = 'whole')\n   OR (SELECT "
              "ignore_check_constraints FROM temp.pragma_ignore_check_constraints) <> 0")};
}

}  // namespace migc::backends::sqlite
