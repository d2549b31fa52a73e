#include "compiler/schema/replay/inverse.hpp"

#include <utility>

#include "compiler/ir/table_edit.hpp"
#include "compiler/schema/model/column_uses.hpp"

namespace migc::schema {

namespace {

using Operations = std::vector<ir::Operation>;

/// Nothing for rules that a table can have as well.
struct Restore {
  const Name& table;
  const Name& column;
  const std::optional<Name>& name;

  using Result = std::optional<ir::Operation>;
  Result operator()(const ir::NotNull& rule) const {
    return ir::SetNotNull{
        .table = table, .column = column, .constraint = name, .conflict = rule.conflict};
  }
  Result operator()(const ir::Default& rule) const {
    return ir::SetDefault{table, column, rule.value};
  }
  Result operator()(const ir::Collate& rule) const {
    return ir::SetCollation{table, column, rule.collation};
  }
  Result operator()(const ir::Generated& rule) const {
    return ir::SetGenerated{table, column, rule};
  }
  Result operator()(const ir::Null&) const { return std::nullopt; }
  Result operator()(const ir::Identity&) const { return std::nullopt; }
  Result operator()(const ir::PrimaryKey&) const { return std::nullopt; }
  Result operator()(const ir::Unique&) const { return std::nullopt; }
  Result operator()(const ir::Check&) const { return std::nullopt; }
  Result operator()(const ir::References&) const { return std::nullopt; }
};

std::optional<ir::LocatedConstraint> last(std::vector<ir::LocatedConstraint> placed) {
  if (placed.empty()) return std::nullopt;
  return std::move(placed.back());
}

/// A dropped constraint, where it stood.
Operations added(const ir::Table& table, std::optional<ir::LocatedConstraint> placed) {
  if (!placed) return {};
  ir::AddConstraint add{table.name, std::move(placed->constraint)};
  if (placed->at.at_column()) add.column = table.columns[placed->at.column].name;
  return {std::move(add)};
}

}  // namespace

std::optional<ir::Operation> restored_rule(const Name& table, const Name& column,
                                           const ir::ColumnConstraint& constraint) {
  return std::visit(Restore{table, column, constraint.name}, constraint.rule);
}

Operations inverse(const ir::AddColumn& op, const ir::Table& table, const Schema& before) {
  Operations operations;
  ir::Table after = table;
  after.columns.push_back(op.column);
  for (const ir::ColumnConstraint& constraint : op.column.constraints) {
    const auto* check = std::get_if<ir::Check>(&constraint.rule);
    const bool stays = check != nullptr && is_about_others(*check, after, op.column.name, before);
    if (stays || std::holds_alternative<ir::PrimaryKey>(constraint.rule))
      operations.push_back(ir::drop_of(op.table, *ir::as_table_constraint(op.column, constraint)));
  }
  operations.emplace_back(ir::DropColumn{op.table, op.column.name});
  return operations;
}

Operations inverse(const ir::DropPrimaryKey&, const ir::Table& table) {
  return added(table, ir::primary_key_of(table));
}

Operations inverse(const ir::DropUnique& op, const ir::Table& table) {
  return added(table, last(ir::uniques_over(table, op.columns)));
}

Operations inverse(const ir::DropForeignKey& op, const ir::Table& table) {
  return added(table, last(ir::foreign_keys_over(table, op.columns, op.to)));
}

Operations inverse(const ir::DropCheck& op, const ir::Table& table) {
  return added(table, last(ir::checks_like(table, op.condition)));
}

Operations inverse(const ir::AlterForeignKey& op, const ir::Table& table) {
  std::optional<ir::ConstraintAt> at;
  if (op.constraint)
    at = ir::find_named(table, *op.constraint);
  else if (const auto key = last(ir::foreign_keys_over(table, op.columns)))
    at = key->at;
  if (!at || !ir::is_foreign_key(table, *at)) return {};
  ir::Table copy = table;
  const ir::References& old = ir::references_at(copy, *at);
  ir::AlterForeignKey back = op;
  if (op.on_delete) back.on_delete = old.on_delete;
  if (op.on_update) back.on_update = old.on_update;
  if (op.deferral) back.deferral = old.deferral;
  return {std::move(back)};
}

}  // namespace migc::schema
