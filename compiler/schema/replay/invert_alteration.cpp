#include "compiler/schema/replay/invert_alteration.hpp"

#include <optional>
#include <utility>

#include "compiler/ir/table_edit.hpp"
#include "compiler/schema/check/context.hpp"
#include "compiler/schema/model/column_uses.hpp"

namespace migc::schema {

namespace {

using Alterations = std::vector<ir::Alteration>;

/// The alteration that gives a column back one of its rules. Nothing for rules that a table can
/// have as well, and for those that no alteration makes.
struct Restore {
  const Name& column;
  const std::optional<Name>& name;

  using Result = std::optional<ir::Alteration>;
  Result operator()(const ir::NotNull& rule) const {
    return ir::SetNotNull{.column = column, .constraint = name, .conflict = rule.conflict};
  }
  Result operator()(const ir::Default& rule) const { return ir::SetDefault{column, rule.value}; }
  Result operator()(const ir::Collate& rule) const {
    return ir::SetCollation{column, rule.collation};
  }
  Result operator()(const ir::Generated& rule) const { return ir::SetGenerated{column, rule}; }
  Result operator()(const ir::Null&) const { return std::nullopt; }
  Result operator()(const ir::Identity&) const { return std::nullopt; }
  Result operator()(const ir::PrimaryKey&) const { return std::nullopt; }
  Result operator()(const ir::Unique&) const { return std::nullopt; }
  Result operator()(const ir::Check&) const { return std::nullopt; }
  Result operator()(const ir::References&) const { return std::nullopt; }
};

std::optional<ir::Alteration> restored(const Name& column, const ir::ColumnConstraint& constraint) {
  return std::visit(Restore{column, constraint.name}, constraint.rule);
}

std::optional<ir::LocatedConstraint> last(std::vector<ir::LocatedConstraint> placed) {
  if (placed.empty()) return std::nullopt;
  return std::move(placed.back());
}

Alterations or_else(Alterations alterations, ir::Alteration otherwise) {
  if (alterations.empty()) alterations.push_back(std::move(otherwise));
  return alterations;
}

struct InvertAlteration {
  const ir::Table* table;
  const Schema& before;
  const Span& written;
  Diagnostics& diagnostics;

  // --- Columns
  /// A primary key, and a check of other columns, are the table's and are dropped first. All else
  /// that the column declares is dropped with it.
  Alterations operator()(const ir::AddColumn& op) const {
    Alterations alterations;
    ir::Table after = table == nullptr ? ir::Table{} : *table;
    after.columns.push_back(op.column);
    for (const ir::ColumnConstraint& constraint : op.column.constraints) {
      const auto* check = std::get_if<ir::Check>(&constraint.rule);
      const bool stays = check != nullptr && is_about_others(*check, after, op.column.name, before);
      if (stays || std::holds_alternative<ir::PrimaryKey>(constraint.rule))
        alterations.push_back(ir::drop_of(*ir::as_table_constraint(op.column, constraint)));
    }
    alterations.emplace_back(ir::DropColumn{op.column.name});
    return alterations;
  }
  /// Back in its place: after the column that it followed.
  Alterations operator()(const ir::DropColumn& op) const {
    const ir::Column* column = column_of(op.column);
    if (column == nullptr) return {};
    ir::AddColumn add{.column = *column};
    if (column == &table->columns.front())
      add.first = true;
    else if (column != &table->columns.back())
      add.after = (column - 1)->name;
    return {std::move(add)};
  }
  Alterations operator()(const ir::RenameColumn& op) const {
    const ir::Column* column = column_of(op.from);
    return {ir::RenameColumn{op.to, column == nullptr ? op.from : column->name}};
  }
  Alterations operator()(const ir::MoveColumn& op) const {
    const ir::Column* column = column_of(op.column);
    if (column == nullptr) return {};
    ir::MoveColumn back{.column = op.column};
    if (column != &table->columns.front()) back.after = (column - 1)->name;
    return {std::move(back)};
  }
  Alterations operator()(const ir::ReorderColumns& op) const {
    if (table == nullptr) return {};
    ir::ReorderColumns back{{}, op.written};
    for (const ir::Column& column : table->columns) back.columns.push_back(column.name);
    return {std::move(back)};
  }
  Alterations operator()(const ir::SetType& op) const {
    const ir::Column* column = column_of(op.column);
    if (column == nullptr) return {};
    return {ir::SetType{.column = op.column, .type = column->type.value_or(ir::Type{})}};
  }
  Alterations operator()(const ir::SetNotNull& op) const { return {ir::DropNotNull{op.column}}; }
  Alterations operator()(const ir::DropNotNull& op) const { return rule<ir::NotNull>(op.column); }
  Alterations operator()(const ir::SetDefault& op) const {
    return or_else(rule<ir::Default>(op.column), ir::DropDefault{op.column});
  }
  Alterations operator()(const ir::DropDefault& op) const { return rule<ir::Default>(op.column); }
  Alterations operator()(const ir::SetCollation& op) const {
    return or_else(rule<ir::Collate>(op.column), ir::DropCollation{op.column});
  }
  Alterations operator()(const ir::DropCollation& op) const { return rule<ir::Collate>(op.column); }
  Alterations operator()(const ir::SetGenerated& op) const {
    return or_else(rule<ir::Generated>(op.column), ir::DropGenerated{op.column});
  }
  Alterations operator()(const ir::DropGenerated& op) const {
    return rule<ir::Generated>(op.column);
  }
  Alterations operator()(const ir::SetAutoincrement& op) const {
    return {ir::DropAutoincrement{op.column}};
  }
  Alterations operator()(const ir::DropAutoincrement& op) const {
    return {ir::SetAutoincrement{op.column}};
  }
  Alterations operator()(const ir::SetColumnComment& op) const {
    const ir::Column* column = column_of(op.column);
    if (column == nullptr) return {};
    return {ir::SetColumnComment{op.column, column->comment}};
  }

  // --- Constraints and options
  Alterations operator()(const ir::AddConstraint& op) const { return {ir::drop_of(op.constraint)}; }
  Alterations operator()(const ir::DropConstraint& op) const {
    const auto at = table == nullptr ? std::nullopt : ir::find_named(*table, op.constraint);
    if (!at) return {};
    if (!at->at_column()) return {ir::AddConstraint{table->constraints[at->index]}};
    const ir::Column& column = table->columns[at->column];
    const ir::ColumnConstraint& constraint = column.constraints[at->index];
    if (auto as_table = ir::as_table_constraint(column, constraint))
      return {ir::AddConstraint{*std::move(as_table), column.name}};
    if (auto back = restored(column.name, constraint)) return {*std::move(back)};
    if (std::holds_alternative<ir::Identity>(constraint.rule))
      diagnostics.report(kind::no_inverse, written, "drop of an identity");
    return {};
  }
  Alterations operator()(const ir::DropPrimaryKey&) const {
    if (table == nullptr) return {};
    return added(ir::primary_key_of(*table));
  }
  Alterations operator()(const ir::DropUnique& op) const {
    if (table == nullptr) return {};
    return added(last(ir::uniques_over(*table, op.columns)));
  }
  Alterations operator()(const ir::DropForeignKey& op) const {
    if (table == nullptr) return {};
    return added(last(ir::foreign_keys_over(*table, op.columns, op.to)));
  }
  Alterations operator()(const ir::DropCheck& op) const {
    if (table == nullptr) return {};
    return added(last(ir::checks_like(*table, op.condition)));
  }
  Alterations operator()(const ir::RenameConstraint& op) const {
    return {ir::RenameConstraint{op.to, op.from}};
  }
  Alterations operator()(const ir::AlterForeignKey& op) const {
    if (table == nullptr) return {};
    std::optional<ir::ConstraintAt> at;
    if (op.constraint)
      at = ir::find_named(*table, *op.constraint);
    else if (const auto key = last(ir::foreign_keys_over(*table, op.columns)))
      at = key->at;
    if (!at || !ir::is_foreign_key(*table, *at)) return {};
    ir::Table copy = *table;
    const ir::References& old = ir::references_at(copy, *at);
    ir::AlterForeignKey back = op;
    if (op.on_delete) back.on_delete = old.on_delete;
    if (op.on_update) back.on_update = old.on_update;
    if (op.deferral) back.deferral = old.deferral;
    return {std::move(back)};
  }
  Alterations operator()(const ir::SetStrict& op) const { return {ir::SetStrict{!op.strict}}; }
  Alterations operator()(const ir::SetWithoutRowid& op) const {
    return {ir::SetWithoutRowid{!op.without_rowid}};
  }
  Alterations operator()(const ir::SetTableComment&) const {
    if (table == nullptr) return {};
    return {ir::SetTableComment{table->comment}};
  }

 private:
  [[nodiscard]] const ir::Column* column_of(const Name& column) const {
    return table == nullptr ? nullptr : table->find(column);
  }

  /// A dropped constraint, where it stood.
  [[nodiscard]] Alterations added(std::optional<ir::LocatedConstraint> placed) const {
    if (!placed) return {};
    ir::AddConstraint add{std::move(placed->constraint)};
    if (placed->at.at_column()) add.column = table->columns[placed->at.column].name;
    return {std::move(add)};
  }

  /// What gives the column back the rule that it had; nothing if it had none.
  template <class Rule>
  [[nodiscard]] Alterations rule(const Name& name) const {
    const ir::Column* column = column_of(name);
    if (column == nullptr) return {};
    for (const ir::ColumnConstraint& constraint : column->constraints)
      if (std::holds_alternative<Rule>(constraint.rule)) return {*restored(name, constraint)};
    return {};
  }
};

}  // namespace

std::vector<ir::Alteration> invert(const ir::Alteration& alteration, const Name& table,
                                   const Schema& before, Span written, Diagnostics& diagnostics) {
  return std::visit(InvertAlteration{before.table(table), before, written, diagnostics},
                    alteration);
}

}  // namespace migc::schema
