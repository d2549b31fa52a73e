#include "compiler/dialects/sqlite/plan/native.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/dialects/sqlite/plan/readers.hpp"
#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/sql/names_column.hpp"
#include "compiler/sql/resolve.hpp"

namespace migc::backends::sqlite {

std::string why_not_added_natively(const source::Name& altered, const ir::AddColumn& op,
                                   const schema::Schema& before) {
  const ir::Column& column = op.column;
  if (op.fill) return "ALTER TABLE gives a new column only its default";
  if (op.first || op.after) return "ALTER TABLE adds columns at the end only";
  if (column.has<ir::PrimaryKey>() || column.has<ir::Unique>() || column.has<ir::Identity>())
    return "ALTER TABLE cannot add a column that is a key or unique";
  const auto* value = column.find<ir::Default>();
  const bool has_value = value != nullptr && !is_null(value->value);
  if (value != nullptr && !is_constant(value->value))
    return "ALTER TABLE accepts only a constant default if there are rows";
  if (column.has<ir::NotNull>() && !has_value)
    return "ALTER TABLE cannot add a NOT NULL column without a default if there are rows";
  const bool checked = column.has<ir::Check>() ||
                       (column.type && before.type({column.type->name, false, {}, {}}) != nullptr);
  if (const auto* generated = column.find<ir::Generated>())
    return generated->storage != ir::Storage::stored && !checked && !column.has<ir::NotNull>()
               ? ""
               : "ALTER TABLE cannot add a generated column that is stored or checked if there are "
                 "rows";
  if (has_value && checked)
    return "before SQLite 3.37, ALTER TABLE does not test a check against the rows";
  return has_value && before.table(altered)->strict
             ? "ALTER TABLE accepts a default of the wrong type for a strict table"
             : "";
}

std::string why_not_dropped_natively(const source::Name& altered, const ir::DropColumn& op,
                                     const schema::Schema& before) {
  const ir::Table& table = *before.table(altered);
  const ir::Column& column = *table.find(op.column);
  if (column.has<ir::PrimaryKey>() || column.has<ir::Unique>())
    return "ALTER TABLE cannot drop a column that is a key or unique";

  ir::Table rest = table;
  std::erase_if(rest.columns, [&](const ir::Column& c) { return same(c.name, op.column); });
  for (const schema::Entry* entry : before.dependents({schema::Space::relation, table.name.key()}))
    if (schema::id_of(entry->object) != schema::Id{schema::Space::relation, table.name.key()} &&
        sql::names_column(entry->object, altered, op.column, before))
      return fmt::format("{} depends on the column", schema::name_of(entry->object).text);
  if (const auto reader = second_hand_reader(altered, op, before))
    return fmt::format("{} depends on the column through a view",
                       schema::name_of(before.find(*reader)->object).text);
  if (!before.doubtful.empty()) return "ALTER TABLE would change a double-quoted text elsewhere";
  const std::vector<ir::Term> key = primary_key(table);
  const bool in_key = std::any_of(key.begin(), key.end(), [&](const ir::Term& term) {
    const auto name = term.column();
    return name && same(*name, op.column);
  });
  if (in_key) return "ALTER TABLE cannot drop a column of the primary key";
  return sql::unresolved_in(rest, before).empty() ? "" : "the table itself refers to the column";
}

}  // namespace migc::backends::sqlite
