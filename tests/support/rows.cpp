#include "tests/support/rows.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "tests/support/database.hpp"
#include "tests/support/sql_tokens.hpp"

namespace migc::support {
namespace {

using Table = std::vector<Values>;

/// A name of the rowid that no column bears; empty when all three are taken.
std::string rowid_name(const std::set<std::string>& columns) {
  for (const char* name : {"rowid", "_rowid_", "oid"})
    if (!columns.contains(name)) return name;
  return {};
}

std::string selection(const std::vector<std::string>& columns, const std::string& rowid) {
  std::string list = rowid.empty() ? "null" : rowid;
  for (const std::string& column : columns)
    list += ", typeof(" + quoted(column) + ") || ' ' || quote(" + quoted(column) + ")";
  return list;
}

Table read_table(sqlite3* database, const std::string& name, bool without_rowid) {
  std::vector<std::string> columns;
  std::set<std::string> keys;
  for (const Row& row : query(database, "select name from pragma_table_xinfo(?1)", {name})) {
    columns.push_back(*row[0]);
    keys.insert(lower_case(*row[0]));
  }
  const std::string rowid = without_rowid ? "" : rowid_name(keys);

  Table rows;
  for (const Row& row :
       query(database, "select " + selection(columns, rowid) + " from main." + quoted(name))) {
    Values& values = rows.emplace_back();
    if (row[0]) values["rowid of the row"] = *row[0];
    for (std::size_t i = 0; i < columns.size(); ++i) values[lower_case(columns[i])] = *row[i + 1];
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

std::string line_of(const Values& row) {
  std::string line;
  for (const auto& [column, value] : row) line += " " + column + "=" + value;
  return line;
}

void say(std::string& text, std::size_t& limit, const std::string& table, char mark,
         const Table& rows, const Table& others) {
  Table only;
  std::set_difference(rows.begin(), rows.end(), others.begin(), others.end(),
                      std::back_inserter(only));
  for (const Values& row : only)
    if (limit > 0) {
      --limit;
      text += "rows of " + table + ": " + mark + line_of(row) + "\n";
    }
}

}  // namespace

Rows read_rows(sqlite3* database, const std::vector<std::string>& left_out) {
  std::set<std::string> skipped;
  for (const std::string& name : left_out) skipped.insert(lower_case(name));
  Rows rows;
  bool sequences = false;
  for (const Row& row :
       query(database, "select name, wr from " + table_list() + " where type = 'table'")) {
    if (*row[0] == "sqlite_sequence") sequences = true;
    if (skipped.contains(lower_case(*row[0])) || row[0]->starts_with("sqlite_")) continue;
    rows.of[lower_case(*row[0])] = read_table(database, *row[0], *row[1] == "1");
  }
  if (!sequences) return rows;
  for (const Row& row : query(database,
                              "select lower(name), seq from sqlite_sequence where seq <> 0 "
                              "order by 1, 2"))
    if (!skipped.contains(*row[0]))
      rows.of["sqlite_sequence"].push_back({{"name", *row[0]}, {"seq", row[1].value_or("null")}});
  return rows;
}

std::string difference(const Rows& before, const Rows& after, std::size_t limit) {
  static const Table nothing;
  std::set<std::string> tables;
  for (const auto& [table, rows] : before.of) tables.insert(table);
  for (const auto& [table, rows] : after.of) tables.insert(table);
  std::string text;
  for (const std::string& table : tables) {
    const auto left = before.of.find(table), right = after.of.find(table);
    const Table& was = left == before.of.end() ? nothing : left->second;
    const Table& is = right == after.of.end() ? nothing : right->second;
    say(text, limit, table, '-', was, is);
    say(text, limit, table, '+', is, was);
  }
  return text;
}

std::uint64_t digest(const Rows& rows) {
  std::uint64_t hash = 14695981039346656037U;  // FNV-1a
  const auto mix = [&hash](const std::string& text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    hash = (hash ^ 0xFFU) * 1099511628211U;
  };
  for (const auto& [table, all] : rows.of) {
    mix(table);
    for (const Values& row : all) mix(line_of(row));
  }
  return hash;
}

}  // namespace migc::support
