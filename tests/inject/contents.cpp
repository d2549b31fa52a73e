#include "tests/inject/contents.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <sstream>
#include <string_view>
#include <vector>

#include "tests/support/database.hpp"

namespace migc::inject {

using support::query;
using support::quoted;
using support::Row;

namespace {

/// The text without the times of today in it, to the fraction of a second: two runs differ in
/// these.
std::string without_times(std::string text, const std::string& today) {
  constexpr std::size_t length = std::string_view("2025-01-01 00:00:00").size();
  for (std::size_t at = text.find(today); at != std::string::npos; at = text.find(today, at + 1))
    text.replace(at, std::min(text.find_first_not_of("0123456789.", at + length), text.size()) - at,
                 "now");
  return text;
}

/// One row as a line; a long one keeps its beginning, and the rest as a digest.
std::string line_of(const Row& row, const std::string& today) {
  constexpr std::size_t longest = 300;
  std::string line;
  for (const auto& value : row) line += "|" + value.value_or("NULL");
  line = without_times(std::move(line), today);
  if (line.size() <= longest) return line;
  return line.substr(0, longest / 2) + "…" + std::to_string(std::hash<std::string>()(line));
}

std::string rows_of(sqlite3* database, const std::string& title, const std::string& sql) {
  const std::string today = *query(database, "select date('now')")[0][0];
  std::string text;
  for (const Row& row : query(database, sql)) text += title + line_of(row, today) + "\n";
  return text;
}

std::string table_rows(sqlite3* database, const std::string& table, bool without_rowid) {
  std::string columns = without_rowid ? "" : "rowid";
  for (const Row& column : query(database, "select name from pragma_table_xinfo(?1)", {table}))
    columns += (columns.empty() ? "quote(" : ", quote(") + quoted(*column[0]) + ")";
  return rows_of(database, table, "select " + columns + " from main." + quoted(table));
}

}  // namespace

std::string contents(sqlite3* database) {
  std::string text = rows_of(database, "integrity", "select * from pragma_integrity_check") +
                     rows_of(database, "orphans",
                             "select \"table\", rowid, parent, fkid from pragma_foreign_key_check "
                             "order by 1, 2, 3, 4") +
                     rows_of(database, "object",
                             "select type, name, tbl_name, sql from sqlite_master order by 1, 2");
  for (const Row& table :
       query(database, "select name, wr from " + support::table_list() +
                           " where type in ('table', 'shadow') and name <> 'sqlite_schema' "
                           "order by name")) {
    if (*table[0] == "migc_log")
      text += rows_of(database, "log",
                      "select id, revision, event, checksum, started_at is null, finished_at is "
                      "null, tool, tag from migc_log order by id");
    else if (*table[0] == "sqlite_sequence")  // no mark and the mark 0 are the same
      text += rows_of(database, "mark",
                      "select name, seq from sqlite_sequence where seq <> 0 order by name");
    else
      text += table_rows(database, *table[0], *table[1] == "1");
  }
  return text;
}

std::string revision_of(sqlite3* database) {
  std::string text;
  if (query(database, "select 1 from sqlite_master where name = 'migc_version'").empty())
    return "base";
  for (const Row& row : query(database, "select version_num from migc_version order by 1"))
    text += (text.empty() ? "" : ", ") + row[0].value_or("NULL");
  return text.empty() ? "base" : text;
}

std::string difference(const std::string& expected, const std::string& found) {
  const auto lines_of = [](const std::string& text) {
    std::multiset<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.insert(line);
    return lines;
  };
  const auto left = lines_of(expected), right = lines_of(found);
  std::vector<std::string> gone, come;
  std::set_difference(left.begin(), left.end(), right.begin(), right.end(),
                      std::back_inserter(gone));
  std::set_difference(right.begin(), right.end(), left.begin(), left.end(),
                      std::back_inserter(come));
  constexpr std::size_t shown = 8;
  std::string text;
  for (std::size_t at = 0; at < std::min(shown, gone.size()); ++at)
    text += "  - " + gone[at] + "\n";
  for (std::size_t at = 0; at < std::min(shown, come.size()); ++at)
    text += "  + " + come[at] + "\n";
  return text;
}

}  // namespace migc::inject
