#include "compiler/dialects/sqlite/require/losses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/dialects/sqlite/print/values.hpp"
#include "compiler/dialects/sqlite/require/compared_rows.hpp"

namespace migc::backends::sqlite {

namespace {

/// Rows of a table that the block did not insert as they are, by the columns that are known of all
/// that it inserted; `wanted` has to be among these. Nothing where it inserted none.
std::optional<Loss> not_inserted(const ir::Table& table, const ir::Column* wanted, const Kept& kept,
                                 const std::string& condition, const schema::Schema& schema) {
  const std::vector<sql::InsertedRow>& rows = kept.inserted.of(table.name.key());
  std::vector<const ir::Column*> known;
  for (const ir::Column& column : table.columns)
    if (!rows.empty() && std::all_of(rows.begin(), rows.end(), [&](const auto& row) {
          return row.contains(column.name.key());
        }))
      known.push_back(&column);
  if (known.empty() || known.size() > most_columns ||
      (wanted != nullptr && std::find(known.begin(), known.end(), wanted) == known.end()))
    return std::nullopt;
  Columns left;
  for (const ir::Column* column : known)
    left.push_back(quote(column->name) + (column->has<ir::Collate>() ? " COLLATE BINARY" : ""));
  std::map<std::string, std::size_t> seen;
  std::string values;
  for (const sql::InsertedRow& row : rows) {
    std::string list;
    for (const ir::Column* column : known)
      list += stored_literal(row.at(column->name.key()), stored_as(table, *column, schema)) + ", ";
    values += fmt::format("{}({}{})", values.empty() ? "" : ", ", list, ++seen[list]);
  }
  const std::string where = condition.empty() ? "" : " WHERE " + condition;
  return missing(
      {{numbered(select(left, quote(table.name) + where), left.size()), "VALUES " + values}});
}

}  // namespace

Loss rows_where(const ir::Table& table, std::string condition) {
  const std::string from = quote(table.name) + (condition == "1" ? "" : " WHERE " + condition);
  return {fmt::format("SELECT count(*) FROM (SELECT 1 FROM {} LIMIT {})", from,
                      Requirement::most_counted + 1),
          fmt::format("NOT EXISTS (SELECT 1 FROM {})", from),
          std::move(condition),
          {},
          {}};
}

Loss lost_rows(const ir::Table& table, const Kept& kept, const schema::Schema& schema) {
  const Comparison comparison(table, kept, schema);
  const std::vector<const Group*> groups = comparison.all_columns();
  if (groups.empty()) {
    auto loss = not_inserted(table, nullptr, kept, "", schema);
    return loss ? *std::move(loss) : rows_where(table, "1");
  }
  std::vector<const ir::Column*> uncopied;
  for (const ir::Column& column : table.columns)
    if (!column.has<ir::Generated>() &&
        std::none_of(groups.begin(), groups.end(),
                     [&](const Group* group) { return group->has(column.name.key()); }))
      uncopied.push_back(&column);
  if (uncopied.size() > most_columns) return rows_where(table, "1");
  std::vector<Compared> compared;
  for (const Group* group : groups)
    compared.push_back(comparison.compare(*group, std::exchange(uncopied, {}), ""));
  Loss loss = missing(compared);
  for (const Group* group : groups) comparison.add_places(*group, loss);
  return loss;
}

Loss lost_values(const ir::Table& table, const ir::Column& column, const Kept& kept,
                 const schema::Schema& schema) {
  const std::string name = quote(column.name), key = column.name.key();
  std::string condition = name + " IS NOT NULL";
  if (const std::string differs = is_no_default(table, column, kept); !differs.empty())
    condition += " AND " + differs;
  std::vector<ColumnRef> reads;
  for (const std::string& other : kept.copies.beside(table.name.key(), key))
    if (const ir::Column* beside = column_of(table, other)) {
      condition += fmt::format(" AND NOT ({})", is_same_value(name, quote(beside->name)));
      reads.push_back({table.name.key(), other});
    }
  const Comparison comparison(table, kept, schema);
  if (const Group* group = comparison.with(key)) {
    Loss loss = missing({comparison.compare(*group, {}, condition)});
    comparison.add_places(*group, loss);
    loss.reads.insert(loss.reads.end(), reads.begin(), reads.end());
    return loss;
  }
  auto loss = not_inserted(table, &column, kept, condition, schema);
  if (!loss) loss = rows_where(table, std::move(condition));
  loss->reads = std::move(reads);
  return *std::move(loss);
}

std::string is_same_value(const std::string& a, const std::string& b) {
  return fmt::format(
      "+{0} IS +{1} COLLATE BINARY OR CAST({0} AS TEXT) IS CAST({1} AS TEXT) COLLATE BINARY", a, b);
}

bool holds_rows(const ir::VirtualTable& table) {
  static const std::set<std::string> only_show = {
      "fts5vocab",       "fts4aux",   "fts3aux",   "fts3tokenize", "dbstat",  "csv",
      "generate_series", "json_each", "json_tree", "sqlite_stmt",  "bytecode"};
  const std::string module = table.module.key();
  if (only_show.contains(module)) return false;
  if (!module.starts_with("fts")) return true;
  std::string argument;
  const auto is_external = [&] {
    std::erase_if(argument, [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; });
    const std::string text = source::fold(argument);
    argument.clear();
    const std::string value = text.starts_with("content=") ? text.substr(8) : "";
    return !value.empty() && value != "''" && value != "\"\"";
  };
  for (const char c : table.arguments) {
    if (c != ',')
      argument += c;
    else if (is_external())
      return false;
  }
  return !is_external();
}

}  // namespace migc::backends::sqlite
