#include <algorithm>
#include <optional>
#include <utility>

#include "compiler/schema/check/context.hpp"
#include "compiler/schema/replay/invert_alteration.hpp"
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
  Operations operator()(const ir::AlterTable& op) const {
    Operations operations;
    for (ir::Alteration& back : invert(op.alteration, op.table, before, step.written, diagnostics))
      operations.emplace_back(ir::AlterTable{op.table, std::move(back)});
    return operations;
  }
  Operations operator()(const ir::RenameIndex& op) const {
    const ir::Index* index = before.index(op.index);
    return {ir::RenameIndex{op.to, index == nullptr ? op.index : index->name}};
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
