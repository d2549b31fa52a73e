#include "compiler/sql/unique_keys.hpp"

#include <algorithm>
#include <utility>

#include "compiler/ir/table_edit.hpp"

namespace migc::sql {

namespace {

std::string collation_of(const ir::Column* column) {
  const auto* rule = column == nullptr ? nullptr : column->find<ir::Collate>();
  return rule == nullptr ? "binary" : rule->collation.key();
}

bool compares_alike(const std::vector<ir::Term>& terms, const ir::Table& table) {
  return std::all_of(terms.begin(), terms.end(), [&](const ir::Term& term) {
    const auto collation = term.collation();
    const auto column = term.column();
    return !collation || (column && collation->key() == collation_of(table.find(*column)));
  });
}

}  // namespace

std::vector<std::string> sorted_keys(const std::vector<Name>& names) {
  std::vector<std::string> keys;
  for (const Name& name : names) keys.push_back(name.key());
  std::sort(keys.begin(), keys.end());
  return keys;
}

std::vector<UniqueKey> unique_keys_of(const ir::Table& table, const Relations& schema) {
  std::vector<UniqueKey> keys;
  const auto add = [&](const std::vector<ir::Term>& terms, bool partial, std::string index) {
    std::vector<std::string> columns = sorted_keys(ir::columns_of(terms));
    if (!columns.empty())
      keys.push_back({std::move(columns), partial, compares_alike(terms, table), std::move(index)});
  };
  for (const ir::LocatedConstraint& placed : ir::constraints_of<ir::TablePrimaryKey>(table))
    add(std::get<ir::TablePrimaryKey>(placed.constraint.rule).terms, false, {});
  for (const ir::LocatedConstraint& placed : ir::constraints_of<ir::TableUnique>(table))
    add(std::get<ir::TableUnique>(placed.constraint.rule).terms, false, {});
  for (const ir::Index* index : schema.indexes_of(table.name))
    if (index->unique) add(index->terms, index->where.has_value(), index->name.text);
  return keys;
}

}  // namespace migc::sql
