#include "compiler/sql/rowid_key.hpp"

#include "compiler/ir/table_edit.hpp"

namespace migc::sql {

namespace {

/// An enum may have any name, and is another type to the database. An identity is what the dialect
/// says that a key has to be.
bool has_key_type(const ir::Column& column, const Relations& relations) {
  if (column.has<ir::Identity>()) return true;
  const dialect::Dialect& dialect = relations.dialect();
  return column.type &&
         source::same(ir::type_text_for(dialect.name, *column.type), dialect.rowid_key_type) &&
         relations.type(column.type->as_name()) == nullptr;
}

}  // namespace

const ir::Column* rowid_key(const ir::Table& table, const Relations& relations) {
  if (!relations.dialect().has_rowids() || table.without_rowid) return nullptr;
  const auto key = ir::primary_key_of(table);
  if (!key) return nullptr;
  const auto& terms = std::get<ir::TablePrimaryKey>(key->constraint.rule).terms;
  if (terms.size() != 1) return nullptr;
  const std::optional<Name> name = terms.front().column();
  const ir::Column* column = name ? table.find(*name) : nullptr;
  if (column == nullptr) return nullptr;
  // A key that is written at its column and descends is an ordinary one.
  // https://www.sqlite.org/lang_createtable.html#rowids_and_the_integer_primary_key
  if (key->at.at_column() && terms.front().order == ir::Order::descending) return nullptr;
  return has_key_type(*column, relations) ? column : nullptr;
}

}  // namespace migc::sql
