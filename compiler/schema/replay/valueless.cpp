#include "compiler/schema/replay/valueless.hpp"

#include <algorithm>
#include <optional>

#include "compiler/ir/table_edit.hpp"
#include "compiler/schema/replay/replay.hpp"
#include "compiler/sql/rowid_key.hpp"

namespace migc::schema {

namespace {

bool is_null(const ir::Expression& value) {
  return std::all_of(value.tokens.begin(), value.tokens.end(), [](const ir::Token& token) {
    return token.is_word("null") || token.is_symbol("(") || token.is_symbol(")");
  });
}

/// A call may give each row another value.
bool is_one_value(const ir::Expression& value) { return value.tokens.size() <= 2; }

/// Whether a key of the table is over this column alone.
bool is_unique(const ir::Table& table, const ir::Column& column) {
  const std::vector<Name> alone{column.name};
  const auto key = ir::primary_key_of(table);
  return !ir::uniques_over(table, alone).empty() ||
         (key &&
          ir::same_names(ir::columns_of(std::get<ir::TablePrimaryKey>(key->constraint.rule).terms),
                         alone));
}

/// Why rows refuse the column when it comes back, or nothing.
std::optional<Valueless> fault_of(const ir::Table& table, const ir::Column& column,
                                  const Schema& schema) {
  if (column.has<ir::Generated>()) return std::nullopt;
  const auto key = ir::primary_key_of(table);
  const bool in_key =
      key && ir::contains(ir::columns_of(std::get<ir::TablePrimaryKey>(key->constraint.rule).terms),
                          column.name);
  if (in_key && sql::rowid_key(table, schema) != nullptr) return std::nullopt;  // the rowids
  const auto* given = column.find<ir::Default>();
  if (given != nullptr && !is_null(given->value)) {
    if (!is_unique(table, column) || !is_one_value(given->value)) return std::nullopt;
    return Valueless{table, column, "one row at most", "is unique, and has one value for all"};
  }
  const bool never_null =
      column.has<ir::NotNull>() || (in_key && (table.without_rowid || table.strict));
  if (!never_null) return std::nullopt;
  return Valueless{table, column, "no rows", "has no value for them"};
}

}  // namespace

std::vector<Valueless> valueless(const std::vector<ir::Step>& steps, const Schema& after) {
  Created created;
  for (const ir::Step& step : steps) created.add(step);
  std::vector<Valueless> found;
  for (const auto& [table_key, column_key] : created.columns) {
    if (created.relations.contains(table_key)) continue;
    const ir::Table* table = after.table(source::name_of_key(table_key));
    const ir::Column* column =
        table == nullptr ? nullptr : table->find(source::name_of_key(column_key));
    if (column == nullptr) continue;
    if (const auto fault = fault_of(*table, *column, after)) found.push_back(*fault);
  }
  return found;
}

}  // namespace migc::schema
