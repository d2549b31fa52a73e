#include <set>
#include <utility>
#include <vector>

#include "compiler/schema/edit/texts.hpp"
#include "compiler/schema/model/column_uses.hpp"
#include "compiler/schema/replay/replay.hpp"

namespace migc::schema {

namespace {

/// The operations that one stands for.
struct Expand {
  const Schema& schema;
  bool& moot;  ///< It has nothing to do, and stands for itself.
  using Operations = std::vector<ir::Operation>;

  Operations operator()(const ir::CreateTable& op) const {
    return create(op, op.if_not_exists && taken(op.table.name));
  }
  Operations operator()(const ir::CreateTableAs& op) const {
    return create(op, op.if_not_exists && taken(op.table));
  }
  Operations operator()(const ir::CreateVirtualTable& op) const {
    return create(op, op.if_not_exists && taken(op.table.name));
  }
  Operations operator()(const ir::CreateIndex& op) const {
    return create(op, op.if_not_exists && schema.index(op.index.name) != nullptr);
  }
  Operations operator()(const ir::CreateTrigger& op) const {
    return create(op, op.if_not_exists && schema.trigger(op.trigger.name) != nullptr);
  }
  Operations operator()(const ir::CreateView& op) const {
    const ir::View* old = op.or_replace ? schema.view(op.view.name) : nullptr;
    ir::CreateView plain = op;
    plain.or_replace = false;
    if (old == nullptr) return create(std::move(plain), op.if_not_exists && taken(op.view.name));
    // A view that is replaced keeps its triggers, which DROP VIEW would take along.
    Operations operations{ir::DropView{old->name}, std::move(plain)};
    for (const ir::Trigger* trigger : schema.triggers_of(old->name))
      operations.emplace_back(ir::CreateTrigger{*trigger});
    return operations;
  }

  Operations operator()(const ir::DropTable& op) const {
    return drop(op, op.if_exists && !taken(op.table));
  }
  Operations operator()(const ir::DropView& op) const {
    return drop(op, op.if_exists && !taken(op.view));
  }
  Operations operator()(const ir::DropIndex& op) const {
    return drop(op, op.if_exists && schema.index(op.index) == nullptr);
  }
  Operations operator()(const ir::DropTrigger& op) const {
    return drop(op, op.if_exists && schema.trigger(op.trigger) == nullptr);
  }

  Operations operator()(const ir::AlterTable& op) const {
    const auto* drop = std::get_if<ir::DropColumn>(&op.alteration);
    if (drop == nullptr) return {op};
    Operations operations;
    std::set<Id> gone;
    std::set<std::pair<Id, ir::ConstraintAt>> dropped;
    drop_column(op.table, *drop, gone, dropped, operations);
    return operations;
  }

  Operations operator()(const ir::RenameTable& op) const { return {op}; }
  Operations operator()(const ir::RenameIndex& op) const { return {op}; }
  Operations operator()(const ir::CreateEnum& op) const { return {op}; }
  Operations operator()(const ir::DropEnum& op) const { return {op}; }
  Operations operator()(const ir::AddEnumValue& op) const { return {op}; }
  Operations operator()(const ir::RenameEnumValue& op) const { return {op}; }
  Operations operator()(const ir::DropEnumValue& op) const { return {op}; }
  Operations operator()(const ir::CreateSequence& op) const { return {op}; }
  Operations operator()(const ir::DropSequence& op) const { return {op}; }
  Operations operator()(const ir::Data& op) const { return {op}; }
  Operations operator()(const ir::Assert& op) const { return {op}; }
  Operations operator()(const ir::Execute& op) const { return {op}; }

 private:
  [[nodiscard]] bool taken(const Name& relation) const {
    return schema.find({Space::relation, relation.key()}) != nullptr;
  }

  template <class Create>
  Operations create(Create op, bool there_already) const {
    moot = there_already;
    return {std::move(op)};
  }

  template <class Drop>
  Operations drop(Drop op, bool not_there) const {
    moot = not_there;
    return {std::move(op)};
  }

  /// First what names the column, then the column.
  void drop_column(const Name& name, const ir::DropColumn& op, std::set<Id>& gone,
                   std::set<std::pair<Id, ir::ConstraintAt>>& dropped,
                   Operations& operations) const {
    const ir::Table* table = op.cascade ? schema.table(name) : nullptr;
    if (table != nullptr && table->find(op.column) != nullptr) {
      for (ColumnUse& use : queries_using(*table, op.column, schema, gone))
        operations.push_back(std::move(use.drop));
      for (ColumnUse& use : uses_of(*table, op.column, schema)) {
        if (!dropped.emplace(use.object, use.at).second) continue;
        if (const auto* generated = ir::alteration_in<ir::DropColumn>(use.drop))
          drop_column(name, *generated, gone, dropped, operations);
        else
          operations.push_back(std::move(use.drop));
      }
    }
    operations.emplace_back(ir::AlterTable{name, ir::DropColumn{op.column, false}});
  }
};

}  // namespace

std::vector<ir::Step> expand(const ir::Step& step, const Schema& schema) {
  std::vector<ir::Step> steps;
  bool moot = false;
  for (ir::Operation& operation : std::visit(Expand{schema, moot}, step.operation)) {
    write_texts_as_strings(operation, schema);
    steps.push_back({std::move(operation), step.written, step.allows, step.declared, moot, true});
  }
  if (!steps.empty()) steps.back().more = step.more;
  return steps;
}

}  // namespace migc::schema
