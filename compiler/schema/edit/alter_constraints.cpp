#include <optional>
#include <utility>

#include "compiler/ir/table_edit.hpp"
#include "compiler/schema/edit/alter.hpp"

namespace migc::schema {

namespace {

/// Where the constraint of that name stands, or nothing once its absence is reported.
std::optional<ir::ConstraintAt> find_constraint(const ir::Table& table, const Name& name,
                                                const Context& context) {
  const auto at = ir::find_named(table, name);
  if (!at) {
    Diagnostic& diagnostic =
        context.report_at(kind::unknown_constraint, name.written, name.text, table.name.shown())
            .suggest(name.text, ir::constraint_names(table));
    if (context.schema.index(name) != nullptr)
      diagnostic.note(fmt::format("`{}` is an index: use `drop index {}`", name.text, name.text));
  }
  return at;
}

/// The foreign key over these columns; of several to one table the last. Reports none, and several
/// to different tables.
const ir::LocatedConstraint* only_foreign_key(const std::vector<ir::LocatedConstraint>& keys,
                                              const std::vector<Name>& columns, Span written,
                                              const ir::Table& table, const Context& context) {
  if (keys.empty()) {
    Diagnostic& diagnostic = context.report_at(kind::no_such_key, written, "foreign key",
                                               ir::listed(columns), table.name.shown());
    for (const ir::LocatedConstraint& placed : ir::constraints_of<ir::ForeignKey>(table)) {
      const auto& key = std::get<ir::ForeignKey>(placed.constraint.rule);
      diagnostic.note(placed.constraint.written,
                      fmt::format("there is one over ({})", ir::listed(key.columns)));
    }
    return nullptr;
  }
  for (const ir::LocatedConstraint& placed : keys) {
    const auto& key = std::get<ir::ForeignKey>(placed.constraint.rule);
    const auto& last = std::get<ir::ForeignKey>(keys.back().constraint.rule);
    if (source::same(key.references.table, last.references.table)) continue;
    context.report_at(kind::ambiguous_key, written, keys.size(), ir::listed(columns),
                      table.name.shown());
    return nullptr;
  }
  return &keys.back();
}

/// The flag of the primary key that says autoincrement, wherever the key stands.
bool* autoincrement_of(ir::Table& table) {
  const auto key = ir::primary_key_of(table);
  if (!key) return nullptr;
  if (!key->at.at_column())
    return &std::get<ir::TablePrimaryKey>(table.constraints[key->at.index].rule).autoincrement;
  ir::Column& column = table.columns[key->at.column];
  return &std::get<ir::PrimaryKey>(column.constraints[key->at.index].rule).autoincrement;
}

bool is_key(const ir::Table& table, const Name& column) {
  const auto key = ir::primary_key_of(table);
  return key &&
         ir::contains(ir::columns_of(std::get<ir::TablePrimaryKey>(key->constraint.rule).terms),
                      column);
}

}  // namespace

bool Alter::operator()(const ir::SetAutoincrement& op) const {
  if (find_column(table, op.column, context) == nullptr) return false;
  bool* autoincrement = autoincrement_of(table);
  if (autoincrement == nullptr || !is_key(table, op.column)) {
    context.report_at(kind::autoincrement_key, op.column.written,
                      fmt::format("`{}`, which is not the primary key", op.column.text));
    return false;
  }
  if (*autoincrement) {
    context.report_at(kind::column_already, op.column.written, op.column.text, "autoincrement");
    return false;
  }
  *autoincrement = true;
  return true;
}

bool Alter::operator()(const ir::DropAutoincrement& op) const {
  if (find_column(table, op.column, context) == nullptr) return false;
  bool* autoincrement = autoincrement_of(table);
  if (autoincrement == nullptr || !*autoincrement || !is_key(table, op.column)) {
    context.report_at(kind::column_is_not, op.column.written, op.column.text,
                      "is not autoincrement");
    return false;
  }
  *autoincrement = false;
  return true;
}

bool Alter::operator()(const ir::AddConstraint& op) const {
  if (!op.column) {
    table.constraints.push_back(op.constraint);
    return true;
  }
  if (find_column(table, *op.column, context) == nullptr) return false;
  ir::add_to_column(*table.find(*op.column), op.constraint);
  return true;
}

bool Alter::operator()(const ir::DropConstraint& op) const {
  const auto at = find_constraint(table, op.constraint, context);
  if (at) remove(table, *at);
  return at.has_value();
}

bool Alter::operator()(const ir::DropPrimaryKey&) const {
  const auto key = ir::primary_key_of(table);
  if (key)
    remove(table, key->at);
  else
    context.report_at(kind::no_primary_key, altered.written, table.name.shown());
  return key.has_value();
}

bool Alter::operator()(const ir::DropUnique& op) const {
  const auto uniques = ir::uniques_over(table, op.columns);
  if (!uniques.empty()) {
    remove(table, uniques.back().at);
    return true;
  }
  Diagnostic& diagnostic = context.report_at(kind::no_such_key, op.written, "unique constraint",
                                             ir::listed(op.columns), table.name.shown());
  for (const ir::LocatedConstraint& placed : ir::constraints_of<ir::TableUnique>(table)) {
    const auto& unique = std::get<ir::TableUnique>(placed.constraint.rule);
    diagnostic.note(
        placed.constraint.written,
        fmt::format("there is one over ({})", ir::listed(ir::columns_of(unique.terms))));
  }
  for (const ir::Index* index : context.schema.indexes_of(table.name))
    if (index->unique && ir::same_names(ir::columns_of(index->terms), op.columns))
      diagnostic.note(index->name.written,
                      fmt::format("the unique index `{}` is over them: use `drop index {}`",
                                  index->name.shown(), index->name.shown()));
  return false;
}

bool Alter::operator()(const ir::DropForeignKey& op) const {
  const auto keys = ir::foreign_keys_over(table, op.columns, op.to);
  const ir::LocatedConstraint* key = only_foreign_key(keys, op.columns, op.written, table, context);
  if (key != nullptr) remove(table, key->at);
  return key != nullptr;
}

bool Alter::operator()(const ir::DropCheck& op) const {
  const auto checks = ir::checks_like(table, op.condition);
  if (!checks.empty()) {
    remove(table, checks.back().at);
    return true;
  }
  Diagnostic& diagnostic =
      context.report_at(kind::no_such_check, op.condition.written, table.name.shown());
  for (const ir::LocatedConstraint& placed : ir::constraints_of(table))
    if (std::holds_alternative<ir::Check>(placed.constraint.rule))
      diagnostic.note(placed.constraint.written, "there is this one");
  return false;
}

bool Alter::operator()(const ir::RenameConstraint& op) const {
  const auto at = find_constraint(table, op.from, context);
  if (!at) return false;
  ir::name_at(table, *at) = op.to;
  return true;
}

bool Alter::operator()(const ir::AlterForeignKey& op) const {
  std::optional<ir::ConstraintAt> at;
  if (op.constraint) {
    at = find_constraint(table, *op.constraint, context);
    if (!at) return false;
    if (!ir::is_foreign_key(table, *at)) {
      context.report_at(kind::not_foreign_key, op.constraint->written, op.constraint->text,
                        table.name.shown());
      return false;
    }
  } else {
    const auto keys = ir::foreign_keys_over(table, op.columns);
    const ir::LocatedConstraint* key =
        only_foreign_key(keys, op.columns, op.written, table, context);
    if (key == nullptr) return false;
    at = key->at;
  }
  ir::References& references = ir::references_at(table, *at);
  if (op.on_delete) references.on_delete = *op.on_delete;
  if (op.on_update) references.on_update = *op.on_update;
  if (op.deferral) references.deferral = *op.deferral;
  return true;
}

bool Alter::operator()(const ir::SetStrict& op) const {
  if (table.strict == op.strict) {
    context.report_at(op.strict ? kind::table_already : kind::table_is_not, altered.written,
                      table.name.shown(), "strict");
    return false;
  }
  table.strict = op.strict;
  return true;
}

bool Alter::operator()(const ir::SetWithoutRowid& op) const {
  if (table.without_rowid == op.without_rowid) {
    context.report_at(op.without_rowid ? kind::table_already : kind::table_is_not, altered.written,
                      table.name.shown(), "without rowid");
    return false;
  }
  table.without_rowid = op.without_rowid;
  return true;
}

bool Alter::operator()(const ir::SetTableComment& op) const {
  table.comment = op.comment;
  return true;
}

}  // namespace migc::schema
