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
  Ids operator()(const ir::AddColumn& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::DropColumn& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::RenameColumn& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::SetType& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::SetNotNull& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::DropNotNull& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::SetDefault& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::DropDefault& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::SetCollation& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::DropCollation& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::SetGenerated& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::DropGenerated& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::SetAutoincrement& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::DropAutoincrement& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::SetTableComment& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::SetColumnComment& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::AddConstraint& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::DropConstraint& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::DropPrimaryKey& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::DropUnique& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::DropForeignKey& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::DropCheck& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::RenameConstraint& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::AlterForeignKey& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::SetStrict& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::SetWithoutRowid& op) const { return {relation(op.table)}; }
  Ids operator()(const ir::ReorderColumns& op) const { return {relation(op.table)}; }
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
