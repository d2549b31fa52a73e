#include "compiler/schema/model/affected_objects.hpp"

namespace migc::schema {

namespace {

struct Subjects {
  using Ids = std::vector<Id>;

  static Id relation(const Name& name) { return {Space::relation, name.key()}; }
  static Id index(const Name& name) { return {Space::index, name.key()}; }
  static Id trigger(const Name& name) { return {Space::trigger, name.key()}; }
  static Id type(const Name& name) { return {Space::type, name.key()}; }

  Ids operator()(const ir::CreateTable& op) const { return {relation(op.table.name)}; }
  Ids operator()(const ir::CreateTableAs& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::DropTable& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::RenameTable& op) const { return {relation(op.table), relation(op.to)}; }
  Ids operator()(const ir::AlterTable& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::CreateIndex& op) const {
    return {index(op.index.name), relation(op.index.table)};
  }
  Ids operator()(const ir::DropIndex& op) const { return {index(op.index)}; }
  Ids operator()(const ir::RenameIndex& op) const { return {index(op.index), index(op.to)}; }
  Ids operator()(const ir::CreateView& op) const { return {relation(op.view.name)}; }
  Ids operator()(const ir::DropView& op) const { return {relation(op.view)}; }
  Ids operator()(const ir::CreateTrigger& op) const { return {trigger(op.trigger.name)}; }
  Ids operator()(const ir::DropTrigger& op) const { return {trigger(op.trigger)}; }
  Ids operator()(const ir::CreateVirtualTable& op) const { return {relation(op.table.name)}; }
  Ids operator()(const ir::CreateEnum& op) const { return {type(op.type.name)}; }
  Ids operator()(const ir::DropEnum& op) const { return {type(op.type)}; }
  Ids operator()(const ir::AddEnumValue& op) const { return {type(op.type)}; }
  Ids operator()(const ir::RenameEnumValue& op) const { return {type(op.type)}; }
  Ids operator()(const ir::DropEnumValue& op) const { return {type(op.type)}; }
  Ids operator()(const ir::CreateSequence& op) const {
    return {{Space::sequence, op.sequence.name.key()}};
  }
  Ids operator()(const ir::DropSequence& op) const {
    return {{Space::sequence, op.sequence.key()}};
  }
  Ids operator()(const ir::Data&) const { return {}; }
  Ids operator()(const ir::Assert&) const { return {}; }
  Ids operator()(const ir::Execute&) const { return {}; }
};

}  // namespace

std::vector<Id> affected_objects(const ir::Operation& operation) {
  return std::visit(Subjects{}, operation);
}

}  // namespace migc::schema
