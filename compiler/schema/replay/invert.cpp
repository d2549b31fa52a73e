#include <algorithm>
#include <optional>
#include <utility>

#include "compiler/ir/table_edit.hpp"
#include "compiler/schema/check/context.hpp"
#include "compiler/schema/model/column_uses.hpp"
#include "compiler/schema/replay/inverse.hpp"
#include "compiler/schema/replay/replay.hpp"
#include "compiler/sql/data_target.hpp"
#include "compiler/sql/module_arguments.hpp"

namespace migc::schema {

namespace {

using Operations = std::vector<ir::Operation>;

struct Invert {
  const ir::Step& step;
  const Schema& before;
  const Created& created;
  Diagnostics& diagnostics;

  Operations operator()(const ir::CreateTable& op) const { return {ir::DropTable{op.table.name}}; }
  Operations operator()(const ir::CreateTableAs& op) const { return {ir::DropTable{op.table}}; }
  Operations operator()(const ir::CreateVirtualTable& op) const {
    return {ir::DropTable{op.table.name}};
  }
  Operations operator()(const ir::CreateIndex& op) const { return {ir::DropIndex{op.index.name}}; }
  Operations operator()(const ir::CreateView& op) const { return {ir::DropView{op.view.name}}; }
  Operations operator()(const ir::CreateTrigger& op) const { return {ir::drop_of(op.trigger)}; }
  Operations operator()(const ir::CreateEnum& op) const { return {ir::DropEnum{op.type.name}}; }
  Operations operator()(const ir::CreateSequence& op) const {
    return {ir::DropSequence{op.sequence.name}};
  }

  /// The table as it was, then what went along with it.
  Operations operator()(const ir::DropTable& op) const {
    const Entry* entry = before.find({Space::relation, op.table.key()});
    if (entry == nullptr) return {};
    if (const auto* virtual_table = std::get_if<ir::VirtualTable>(&entry->object))
      return sql::created_with_index(*virtual_table);
    Operations operations{ir::CreateTable{std::get<ir::Table>(entry->object)}};
    for (const ir::Index* index : before.indexes_of(op.table))
      operations.emplace_back(ir::CreateIndex{*index});
    for (const ir::Trigger* trigger : before.triggers_of(op.table))
      operations.emplace_back(ir::CreateTrigger{*trigger});
    return operations;
  }
  Operations operator()(const ir::DropView& op) const {
    const ir::View* view = before.view(op.view);
    if (view == nullptr) return {};
    Operations operations{ir::CreateView{*view}};
    for (const ir::Trigger* trigger : before.triggers_of(op.view))
      operations.emplace_back(ir::CreateTrigger{*trigger});
    return operations;
  }
  Operations operator()(const ir::DropIndex& op) const {
    const ir::Index* index = before.index(op.index);
    if (index == nullptr) return {};
    return {ir::CreateIndex{*index}};
  }
  Operations operator()(const ir::DropTrigger& op) const {
    const ir::Trigger* trigger = before.trigger(op.trigger);
    if (trigger == nullptr) return {};
    return {ir::CreateTrigger{*trigger}};
  }
  Operations operator()(const ir::DropEnum& op) const {
    const ir::Enum* type = before.type(op.type);
    if (type == nullptr) return {};
    return {ir::CreateEnum{*type}};
  }
  Operations operator()(const ir::DropSequence& op) const {
    const auto* sequence = before.find<ir::Sequence>(Space::sequence, op.sequence);
    if (sequence == nullptr) return {};
    return {ir::CreateSequence{*sequence}};
  }

  Operations operator()(const ir::RenameTable& op) const {
    const Entry* entry = before.find({Space::relation, op.table.key()});
    return {ir::RenameTable{op.to, entry == nullptr ? op.table : name_of(entry->object)}};
  }
  Operations operator()(const ir::RenameColumn& op) const {
    const ir::Column* column = column_of(op.table, op.from);
    return {ir::RenameColumn{op.table, op.to, column == nullptr ? op.from : column->name}};
  }
  Operations operator()(const ir::RenameIndex& op) const {
    const ir::Index* index = before.index(op.index);
    return {ir::RenameIndex{op.to, index == nullptr ? op.index : index->name}};
  }
  Operations operator()(const ir::RenameConstraint& op) const {
    return {ir::RenameConstraint{op.table, op.to, op.from}};
  }

  Operations operator()(const ir::AddColumn& op) const {
    const ir::Table* table = before.table(op.table);
    return inverse(op, table == nullptr ? ir::Table{} : *table, before);
  }
  /// Back in its place: behind the column that it stood behind.
  Operations operator()(const ir::DropColumn& op) const {
    const ir::Table* table = before.table(op.table);
    const ir::Column* column = table == nullptr ? nullptr : table->find(op.column);
    if (column == nullptr) return {};
    ir::AddColumn add{.table = op.table, .column = *column};
    if (column == &table->columns.front())
      add.first = true;
    else if (column != &table->columns.back())
      add.after = (column - 1)->name;
    return {std::move(add)};
  }
  Operations operator()(const ir::SetType& op) const {
    const ir::Column* column = column_of(op.table, op.column);
    if (column == nullptr) return {};
    return {ir::SetType{
        .table = op.table, .column = op.column, .type = column->type.value_or(ir::Type{})}};
  }
  Operations operator()(const ir::SetNotNull& op) const {
    return {ir::DropNotNull{op.table, op.column}};
  }
  Operations operator()(const ir::DropNotNull& op) const {
    return restored<ir::NotNull>(op.table, op.column);
  }
  Operations operator()(const ir::SetDefault& op) const {
    return or_else(restored<ir::Default>(op.table, op.column),
                   ir::DropDefault{op.table, op.column});
  }
  Operations operator()(const ir::DropDefault& op) const {
    return restored<ir::Default>(op.table, op.column);
  }
  Operations operator()(const ir::SetCollation& op) const {
    return or_else(restored<ir::Collate>(op.table, op.column),
                   ir::DropCollation{op.table, op.column});
  }
  Operations operator()(const ir::DropCollation& op) const {
    return restored<ir::Collate>(op.table, op.column);
  }
  Operations operator()(const ir::SetGenerated& op) const {
    return or_else(restored<ir::Generated>(op.table, op.column),
                   ir::DropGenerated{op.table, op.column});
  }
  Operations operator()(const ir::DropGenerated& op) const {
    return restored<ir::Generated>(op.table, op.column);
  }
  Operations operator()(const ir::SetAutoincrement& op) const {
    return {ir::DropAutoincrement{op.table, op.column}};
  }
  Operations operator()(const ir::DropAutoincrement& op) const {
    return {ir::SetAutoincrement{op.table, op.column}};
  }
  Operations operator()(const ir::SetTableComment& op) const {
    const ir::Table* table = before.table(op.table);
    if (table == nullptr) return {};
    return {ir::SetTableComment{op.table, table->comment}};
  }
  Operations operator()(const ir::SetColumnComment& op) const {
    const ir::Column* column = column_of(op.table, op.column);
    if (column == nullptr) return {};
    return {ir::SetColumnComment{op.table, op.column, column->comment}};
  }

  Operations operator()(const ir::AddConstraint& op) const {
    return {ir::drop_of(op.table, op.constraint)};
  }
  Operations operator()(const ir::DropConstraint& op) const {
    const ir::Table* table = before.table(op.table);
    const auto at = table == nullptr ? std::nullopt : ir::find_named(*table, op.constraint);
    if (!at) return {};
    if (!at->at_column()) return {ir::AddConstraint{op.table, table->constraints[at->index]}};
    const ir::Column& column = table->columns[at->column];
    const ir::ColumnConstraint& constraint = column.constraints[at->index];
    if (auto as_table = ir::as_table_constraint(column, constraint))
      return {ir::AddConstraint{op.table, *std::move(as_table), column.name}};
    if (auto back = restored_rule(op.table, column.name, constraint)) return {*std::move(back)};
    if (std::holds_alternative<ir::Identity>(constraint.rule))
      diagnostics.report(kind::no_inverse, step.written, "drop of an identity");
    return {};
  }
  Operations operator()(const ir::DropPrimaryKey& op) const { return of_table(op); }
  Operations operator()(const ir::DropUnique& op) const { return of_table(op); }
  Operations operator()(const ir::DropForeignKey& op) const { return of_table(op); }
  Operations operator()(const ir::DropCheck& op) const { return of_table(op); }
  Operations operator()(const ir::AlterForeignKey& op) const { return of_table(op); }
  Operations operator()(const ir::SetStrict& op) const {
    return {ir::SetStrict{op.table, !op.strict}};
  }
  Operations operator()(const ir::SetWithoutRowid& op) const {
    return {ir::SetWithoutRowid{op.table, !op.without_rowid}};
  }
  Operations operator()(const ir::ReorderColumns& op) const {
    const ir::Table* table = before.table(op.table);
    if (table == nullptr) return {};
    ir::ReorderColumns back{op.table, {}, op.written};
    for (const ir::Column& column : table->columns) back.columns.push_back(column.name);
    return {std::move(back)};
  }

  Operations operator()(const ir::AddEnumValue& op) const {
    return {ir::DropEnumValue{op.type, op.value}};
  }
  Operations operator()(const ir::RenameEnumValue& op) const {
    return {ir::RenameEnumValue{op.type, op.to, op.from}};
  }
  Operations operator()(const ir::DropEnumValue& op) const {
    const ir::Enum* type = before.type(op.type);
    if (type == nullptr) return {};
    ir::AddEnumValue add{.type = op.type, .value = op.value};
    const auto at = std::find(type->values.begin(), type->values.end(), op.value);
    if (at != type->values.end() && at + 1 != type->values.end()) add.before = *(at + 1);
    return {std::move(add)};
  }

  /// Rows that go with what the block made need no undoing.
  Operations operator()(const ir::Data& op) const {
    const auto target = sql::target_of(op.statement);
    if (target && vanishes(*target)) return {};
    diagnostics.report(kind::data_has_no_inverse, step.written,
                       target ? fmt::format("`{}`", target->verb) : "statement");
    return {};
  }
  Operations operator()(const ir::Assert&) const { return {}; }
  Operations operator()(const ir::Execute&) const {
    diagnostics.report(kind::raw_sql_has_no_inverse, step.written);
    return {};
  }

 private:
  [[nodiscard]] const ir::Column* column_of(const Name& table, const Name& column) const {
    const ir::Table* found = before.table(table);
    return found == nullptr ? nullptr : found->find(column);
  }

  template <class Change>
  [[nodiscard]] Operations of_table(const Change& op) const {
    const ir::Table* table = before.table(op.table);
    return table == nullptr ? Operations{} : inverse(op, *table);
  }

  /// What gives the column back the rule that it had; nothing if it had none.
  template <class Rule>
  [[nodiscard]] Operations restored(const Name& table, const Name& name) const {
    const ir::Column* column = column_of(table, name);
    if (column == nullptr) return {};
    for (const ir::ColumnConstraint& constraint : column->constraints)
      if (std::holds_alternative<Rule>(constraint.rule))
        return {*restored_rule(table, name, constraint)};
    return {};
  }

  static Operations or_else(Operations operations, ir::Operation otherwise) {
    if (operations.empty()) operations.push_back(std::move(otherwise));
    return operations;
  }

  [[nodiscard]] bool vanishes(const sql::DataTarget& target) const {
    const std::string key = target.relation.key();
    if (created.relations.contains(key)) return true;
    return !target.columns.empty() &&
           std::all_of(target.columns.begin(), target.columns.end(), [&](const Name& column) {
             return created.columns.contains({key, column.key()});
           });
  }
};

/// What an inverse may leave unresolved: what the step was allowed, and what dangled before it.
std::vector<ir::Allow> allows_of(const ir::Step& step, const ir::Operation& inverse,
                                 const Schema& before) {
  std::vector<ir::Allow> kept;
  for (const ir::Allow& allow : step.allows)
    if (source::same(allow.rule.text, "unresolved_name")) kept.push_back(allow);
  const auto dangled = [&](Space space, const Name& name) {
    return before.dangling.contains({space, name.key()});
  };
  const auto* view = std::get_if<ir::CreateView>(&inverse);
  const auto* table = std::get_if<ir::CreateTable>(&inverse);
  const auto* trigger = std::get_if<ir::CreateTrigger>(&inverse);
  if (kept.empty() && ((view != nullptr && dangled(Space::relation, view->view.name)) ||
                       (table != nullptr && dangled(Space::relation, table->table.name)) ||
                       (trigger != nullptr && dangled(Space::trigger, trigger->trigger.name))))
    kept.push_back({Name{"unresolved_name"}, "as it was before"});
  return kept;
}

}  // namespace

std::vector<ir::Step> invert(const ir::Step& step, const Schema& before, Diagnostics& diagnostics,
                             const Created& created) {
  std::vector<ir::Step> steps;
  if (step.moot) return steps;
  for (ir::Operation& operation :
       std::visit(Invert{step, before, created, diagnostics}, step.operation)) {
    std::vector<ir::Allow> allows = allows_of(step, operation, before);
    steps.push_back(
        {std::move(operation), step.written, std::move(allows), step.declared, false, true});
  }
  if (!steps.empty()) steps.back().more = created.within_statement;
  return steps;
}

}  // namespace migc::schema
