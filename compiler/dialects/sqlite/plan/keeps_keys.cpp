#include <algorithm>
#include <variant>
#include <vector>

#include "compiler/dialects/sqlite/plan/table_run.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/ir/table_edit.hpp"
#include "compiler/schema/model/same.hpp"

namespace migc::backends::sqlite {

namespace {

using ir::LocatedConstraint;
using Names = std::vector<source::Name>;

void append(Names& names, const Names& more) {
  names.insert(names.end(), more.begin(), more.end());
}

/// The columns of `parent` that the foreign keys of `child` point to.
Names columns_meant(const ir::Table& parent, const ir::Table& child) {
  Names meant;
  for (const LocatedConstraint& placed : ir::constraints_of<ir::ForeignKey>(child)) {
    const auto& key = std::get<ir::ForeignKey>(placed.constraint.rule);
    if (!same(key.references.table, parent.name)) continue;
    append(meant, key.references.columns);
    const auto primary = ir::primary_key_of(parent);
    if (key.references.columns.empty() && primary)
      append(meant, ir::columns_of(std::get<ir::TablePrimaryKey>(primary->constraint.rule).terms));
  }
  return meant;
}

/// Whether the table's keys, the foreign ones among them, were there before.
bool were_there(const ir::Table& before, const std::vector<LocatedConstraint>& constraints) {
  const std::vector<LocatedConstraint> old = ir::constraints_of(before);
  return std::all_of(constraints.begin(), constraints.end(), [&](const LocatedConstraint& placed) {
    const auto& rule = placed.constraint.rule;
    return !(std::holds_alternative<ir::ForeignKey>(rule) ||
             std::holds_alternative<ir::TablePrimaryKey>(rule)) ||
           std::any_of(old.begin(), old.end(), [&](const LocatedConstraint& one) {
             return schema::same_constraint(one.constraint, placed.constraint);
           });
  });
}

}  // namespace

std::vector<source::Name> columns_in_keys(const ir::Table& table, const schema::Schema& schema) {
  Names compared = columns_meant(table, table);
  for (const LocatedConstraint& placed : ir::constraints_of<ir::ForeignKey>(table))
    append(compared, std::get<ir::ForeignKey>(placed.constraint.rule).columns);
  for (const schema::Entry* entry : schema.dependents({schema::Space::relation, table.name.key()}))
    if (const auto* child = std::get_if<ir::Table>(&entry->object))
      append(compared, columns_meant(table, *child));
  return compared;
}

bool keeps_keys(const TableRun& run, const schema::Schema& after) {
  const ir::Table& old_table = *run.before;
  const ir::Table& new_table = *after.table(run.name);
  const std::vector<LocatedConstraint> constraints = ir::constraints_of(new_table);
  if (old_table.strict != new_table.strict || !were_there(old_table, constraints)) return false;

  const Names compared = columns_in_keys(new_table, after);
  return std::all_of(compared.begin(), compared.end(), [&](const source::Name& name) {
    const ir::Column *old = old_table.find(name), *column = new_table.find(name);
    const auto value = run.values.find(name.key());
    return old != nullptr && column != nullptr && !column->has<ir::Generated>() &&
           value != run.values.end() && value->second == quote(column->name) &&
           schema::same_but_for_name(*old, *column);
  });
}

}  // namespace migc::backends::sqlite
