#include "compiler/schema/check/foreign_keys.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "compiler/ir/table_edit.hpp"
#include "compiler/sql/unique_keys.hpp"

namespace migc::schema {

namespace {

using What = ForeignKeyFault::What;

/// Whether these columns, in any order, are a key of the table: the primary key, a unique
/// constraint, or a unique index over all rows. SQLite wants it to compare as the columns do.
/// https://www.sqlite.org/foreignkeys.html#fk_indexes
bool are_key(const ir::Table& table, const std::vector<Name>& columns, const Schema& schema) {
  const std::vector<std::string> wanted = sql::sorted_keys(columns);
  const std::vector<sql::UniqueKey> keys = sql::unique_keys_of(table, schema);
  return std::any_of(keys.begin(), keys.end(), [&](const sql::UniqueKey& key) {
    return key.columns == wanted && !key.partial && key.compares_alike;
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
    const auto primary = ir::primary_key_of(*parent);
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

bool resolves(const ir::ForeignKey& key, const Schema& schema) {
  return !fault_of(key, {}, schema).has_value();
}

std::vector<ForeignKeyFault> foreign_key_faults(const ir::Table& table, const Schema& schema) {
  std::vector<ForeignKeyFault> faults;
  for (const ir::LocatedConstraint& placed : ir::constraints_of<ir::ForeignKey>(table)) {
    const auto& key = std::get<ir::ForeignKey>(placed.constraint.rule);
    if (auto fault = fault_of(key, key.references.table.written, schema))
      faults.push_back(*std::move(fault));
  }
  return faults;
}

}  // namespace migc::schema
