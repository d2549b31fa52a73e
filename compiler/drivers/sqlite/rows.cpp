#include "compiler/drivers/sqlite/rows.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>
#include <utility>

#include "compiler/backends/quote.hpp"
#include "compiler/drivers/sqlite/connection.hpp"
#include "compiler/drivers/sqlite/literals.hpp"
#include "compiler/drivers/sqlite/statement.hpp"
#include "compiler/drivers/sqlite/table_list.hpp"
#include "compiler/source/name.hpp"

namespace migc::drivers::sqlite {

using backends::literal;

namespace {

/// The name of a table's hidden rowid: none where a column is it, or all three names are taken.
std::optional<std::string> hidden_rowid(database::Connection& database, const std::string& table,
                                        const Rows& rows) {
  const auto facts = database.query(fmt::format(
      "SELECT ({1}), (SELECT count(*) FROM "
      "pragma_table_xinfo({0}) WHERE pk > 0), (SELECT count(*) FROM pragma_index_list({0}) WHERE "
      "origin = 'pk')",
      literal(table), is_without_rowid(literal(table))));
  const bool without_rowid = facts[0][0] == "1", has_key = facts[0][1] != "0";
  const bool key_is_rowid = has_key && facts[0][2] == "0";
  if (without_rowid || key_is_rowid) return std::nullopt;
  const auto is_taken = [&](std::string_view name) {
    const auto is_it = [&](const std::string& column) { return source::same(column, name); };
    return std::any_of(rows.columns.begin(), rows.columns.end(), is_it) ||
           std::any_of(rows.computed.begin(), rows.computed.end(), is_it);
  };
  for (const char* name : {"rowid", "_rowid_", "oid"})
    if (!is_taken(name)) return name;
  return std::nullopt;
}

void fetch(database::Connection& database, const std::string& query, Rows& rows) {
  const Prepared statement = prepare(handle_of(database), query);
  int result = statement == nullptr ? SQLITE_ERROR : SQLITE_ROW;
  while (result == SQLITE_ROW && (result = sqlite3_step(statement.get())) == SQLITE_ROW) {
    std::vector<std::string>& row = rows.values.emplace_back();
    for (int column = 0; column < sqlite3_column_count(statement.get()); ++column)
      row.push_back(literal_of(statement.get(), column));
  }
  if (result != SQLITE_DONE) database.run(query);  // says what is wrong
}

std::string row_text(const Rows& rows, const std::vector<std::string>& values) {
  return fmt::format("({})",
                     fmt::join(values.begin(), values.begin() + std::ssize(rows.columns), ", "));
}

}  // namespace

Rows read_table(database::Connection& database, const std::string& table) {
  Rows rows;
  for (const database::Connection::Row& column : database.query(
           fmt::format("SELECT name, hidden FROM pragma_table_xinfo({})", literal(table))))
    (column[1] == "0" ? rows.columns : rows.computed).push_back(*column[0]);
  if (const auto rowid = hidden_rowid(database, table, rows))
    rows.columns.insert(rows.columns.begin(), *rowid);
  std::vector<std::string> all = rows.columns;
  all.insert(all.end(), rows.computed.begin(), rows.computed.end());
  // An index that has all columns would give the rows in its own order.
  fetch(database, fmt::format("SELECT {} FROM {} NOT INDEXED", names_text(all), name_text(table)),
        rows);
  return rows;
}

Rows read_rows(database::Connection& database, std::vector<std::string> columns,
               const std::string& query) {
  Rows rows{std::move(columns), {}, {}};
  fetch(database, query, rows);
  return rows;
}

std::string name_text(const std::string& name) {
  // Words that statements in a trigger must not say: see fits_trigger().
  constexpr std::array<std::string_view, 5> beside_keywords = {
      "new", "old", "changes", "total_changes", "last_insert_rowid"};
  const bool simple = std::all_of(name.begin(), name.end(),
                                  [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
  const std::string folded = source::fold(name);
  const bool bare =
      simple && !name.empty() && std::isdigit(static_cast<unsigned char>(name[0])) == 0 &&
      sqlite3_keyword_check(name.c_str(), static_cast<int>(name.size())) == 0 &&
      std::find(beside_keywords.begin(), beside_keywords.end(), folded) == beside_keywords.end();
  return bare ? name : backends::quoted(name, '"');
}

std::string names_text(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name_text(name);
  return text;
}

std::vector<Insert> inserts(const std::string& table, const Rows& rows) {
  constexpr std::size_t most_bytes = 64'000;  // a statement that a person can still scroll through
  const std::string head =
      fmt::format("INSERT INTO {} ({}) VALUES", name_text(table), names_text(rows.columns));
  std::vector<Insert> all;
  std::size_t count = 0;
  for (const std::vector<std::string>& values : rows.values) {
    const std::string row = row_text(rows, values);
    if (all.empty() || all.back().statement.size() + row.size() > most_bytes)
      all.push_back({head + "\n  " + row, 0});
    else
      all.back().statement += ",\n  " + row;
    all.back().rows = ++count;
  }
  return all;
}

}  // namespace migc::drivers::sqlite
