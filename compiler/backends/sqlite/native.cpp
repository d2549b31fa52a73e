#include "compiler/backends/sqlite/native.hpp"

#include <algorithm>

#include "compiler/backends/sqlite/facts.hpp"
#include "compiler/schema/resolve.hpp"

namespace migc::backends::sqlite {

bool adds_natively(const ir::AddColumn& op, const schema::Schema& before) {
  const ir::Column& column = op.column;
  if (op.first || op.after) return false;
  if (column.has<ir::PrimaryKey>() || column.has<ir::Unique>() || column.has<ir::Identity>())
    return false;
  const auto* value = column.find<ir::Default>();
  const bool has_value = value != nullptr && !is_null(value->value);
  if (value != nullptr && !is_constant(value->value)) return false;
  if (column.has<ir::NotNull>() && !has_value) return false;
  const bool checked = column.has<ir::Check>() ||
                       (column.type && before.type({column.type->name, false, {}, {}}) != nullptr);
  if (const auto* generated = column.find<ir::Generated>())
    return generated->storage != ir::Storage::stored && !checked && !column.has<ir::NotNull>();
  // Before 3.37 ADD COLUMN does not test a check against the rows; a copy always does. And a STRICT
  // table takes a default of the wrong type unseen.
  const ir::Table* table = before.table(op.table);
  return !has_value || (!checked && !table->strict);
}

bool drops_natively(const ir::DropColumn& op, const schema::Schema& before) {
  const ir::Table& table = *before.table(op.table);
  const ir::Column& column = *table.find(op.column);
  if (column.has<ir::PrimaryKey>() || column.has<ir::Unique>()) return false;

  ir::Table rest = table;
  std::erase_if(rest.columns, [&](const ir::Column& c) { return same(c.name, op.column); });
  for (const schema::Entry* entry : before.dependents({schema::Space::relation, table.name.key()}))
    if (schema::id_of(entry->object) != schema::Id{schema::Space::relation, table.name.key()} &&
        schema::names_column(entry->object, op.table, op.column, before))
      return false;
  const std::vector<ir::Term> key = primary_key(table);
  const bool in_key = std::any_of(key.begin(), key.end(), [&](const ir::Term& term) {
    const auto name = term.column();
    return name && same(*name, op.column);
  });
  return !in_key && schema::unresolved_in(rest, before).empty();
}

}  // namespace migc::backends::sqlite
