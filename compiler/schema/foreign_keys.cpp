#include "compiler/schema/foreign_keys.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "compiler/schema/table_edit.hpp"

namespace migc::schema {

namespace {

using What = ForeignKeyFault::What;

std::vector<std::string> sorted_keys(const std::vector<Name>& names) {
  std::vector<std::string> keys;
  for (const Name& name : names) keys.push_back(name.key());
  std::sort(keys.begin(), keys.end());
  return keys;
}

/// Whether these columns, in any order, are a key of the table: the primary key, a unique
/// constraint, or a unique index over all rows.
bool are_key(const ir::Table& table, const std::vector<Name>& columns, const Schema& schema) {
  const std::vector<std::string> wanted = sorted_keys(columns);
  for (const Placed& placed : constraints_of(table)) {
    const auto* primary = std::get_if<ir::TablePrimaryKey>(&placed.constraint.rule);
    const auto* unique = std::get_if<ir::TableUnique>(&placed.constraint.rule);
    if (primary != nullptr && sorted_keys(columns_of(primary->terms)) == wanted) return true;
    if (unique != nullptr && sorted_keys(columns_of(unique->terms)) == wanted) return true;
  }
  const auto indexes = schema.indexes_of(table.name);
  return std::any_of(indexes.begin(), indexes.end(), [&](const ir::Index* index) {
    return index->unique && !index->where && sorted_keys(columns_of(index->terms)) == wanted;
  });
}

std::optional<ForeignKeyFault> fault_of(const ir::ForeignKey& key, Span place,
                                        const Schema& schema) {
  const auto fault = [&](What what, Name column = {}) {
    return ForeignKeyFault{what, key, place, std::move(column)};
  };
  const Entry* entry = schema.find({Space::relation, key.references.table.key()});
  if (entry == nullptr) return fault(What::no_table);
  const auto* parent = std::get_if<ir::Table>(&entry->object);
  if (parent == nullptr) return fault(What::not_table);
  if (key.references.columns.empty()) {
    const auto primary = primary_key_of(*parent);
    if (!primary) return fault(What::no_key);
    const auto& terms = std::get<ir::TablePrimaryKey>(primary->constraint.rule).terms;
    if (terms.size() != key.columns.size()) return fault(What::key_count);
    return std::nullopt;
  }
  for (const Name& column : key.references.columns)
    if (parent->find(column) == nullptr) return fault(What::no_column, column);
  if (!are_key(*parent, key.references.columns, schema)) return fault(What::not_unique);
  return std::nullopt;
}

}  // namespace

std::vector<ForeignKeyFault> foreign_key_faults(const ir::Table& table, const Schema& schema) {
  std::vector<ForeignKeyFault> faults;
  for (const Placed& placed : constraints_of(table))
    if (const auto* key = std::get_if<ir::ForeignKey>(&placed.constraint.rule))
      if (auto fault = fault_of(*key, key->references.table.written, schema))
        faults.push_back(*std::move(fault));
  return faults;
}

}  // namespace migc::schema
