#pragma once

#include <variant>

#include "compiler/ir/operation.hpp"

namespace migc::lower {

/// Calls `use` with every expression that an operation holds.
template <class Use>
class EachExpression {
 public:
  explicit EachExpression(Use use) : use_(use) {}

  void in(ir::Operation& operation) const {
    std::visit([this](auto& op) { of(op); }, operation);
  }

 private:
  void of(ir::CreateTable& op) const { in(op.table); }
  void of(ir::CreateTableAs& op) const { use_(op.query); }
  void of(ir::AddColumn& op) const {
    in(op.column);
    in(op.fill);
  }
  void of(ir::SetType& op) const { in(op.conversion); }
  void of(ir::SetNotNull& op) const { in(op.fill); }
  void of(ir::SetDefault& op) const { use_(op.value); }
  void of(ir::SetGenerated& op) const { use_(op.generated.value); }
  void of(ir::AddConstraint& op) const { in(op.constraint); }
  void of(ir::DropCheck& op) const { use_(op.condition); }
  void of(ir::CreateIndex& op) const {
    in(op.index.terms);
    in(op.index.where);
  }
  void of(ir::CreateView& op) const { use_(op.view.query); }
  void of(ir::CreateTrigger& op) const {
    in(op.trigger.when);
    use_(op.trigger.body);
  }
  void of(ir::CreateSequence& op) const { use_(op.sequence.options); }
  void of(ir::Data& op) const { use_(op.statement); }
  void of(ir::Assert& op) const { use_(op.condition); }

  // These hold none.
  void of(ir::DropTable&) const {}
  void of(ir::RenameTable&) const {}
  void of(ir::DropColumn&) const {}
  void of(ir::RenameColumn&) const {}
  void of(ir::DropNotNull&) const {}
  void of(ir::DropDefault&) const {}
  void of(ir::SetCollation&) const {}
  void of(ir::DropCollation&) const {}
  void of(ir::DropGenerated&) const {}
  void of(ir::SetAutoincrement&) const {}
  void of(ir::DropAutoincrement&) const {}
  void of(ir::SetTableComment&) const {}
  void of(ir::SetColumnComment&) const {}
  void of(ir::DropConstraint&) const {}
  void of(ir::DropPrimaryKey&) const {}
  void of(ir::DropUnique&) const {}
  void of(ir::DropForeignKey&) const {}
  void of(ir::RenameConstraint&) const {}
  void of(ir::AlterForeignKey&) const {}
  void of(ir::SetStrict&) const {}
  void of(ir::SetWithoutRowid&) const {}
  void of(ir::ReorderColumns&) const {}
  void of(ir::DropIndex&) const {}
  void of(ir::RenameIndex&) const {}
  void of(ir::DropView&) const {}
  void of(ir::DropTrigger&) const {}
  void of(ir::CreateVirtualTable&) const {}
  void of(ir::CreateEnum&) const {}
  void of(ir::DropEnum&) const {}
  void of(ir::AddEnumValue&) const {}
  void of(ir::RenameEnumValue&) const {}
  void of(ir::DropEnumValue&) const {}
  void of(ir::DropSequence&) const {}
  void of(ir::Execute&) const {}

  void in(std::optional<ir::Expression>& expression) const {
    if (expression) use_(*expression);
  }
  void in(std::vector<ir::Term>& terms) const {
    for (ir::Term& term : terms) use_(term.expression);
  }
  void in(ir::Column& column) const {
    for (ir::ColumnConstraint& constraint : column.constraints) {
      if (auto* check = std::get_if<ir::Check>(&constraint.rule)) use_(check->condition);
      if (auto* value = std::get_if<ir::Default>(&constraint.rule)) use_(value->value);
      if (auto* generated = std::get_if<ir::Generated>(&constraint.rule)) use_(generated->value);
    }
  }
  void in(ir::TableConstraint& constraint) const {
    if (auto* check = std::get_if<ir::Check>(&constraint.rule)) use_(check->condition);
    if (auto* key = std::get_if<ir::TablePrimaryKey>(&constraint.rule)) in(key->terms);
    if (auto* unique = std::get_if<ir::TableUnique>(&constraint.rule)) in(unique->terms);
  }
  void in(ir::Table& table) const {
    for (ir::Column& column : table.columns) in(column);
    for (ir::TableConstraint& constraint : table.constraints) in(constraint);
  }

  Use use_;
};

}  // namespace migc::lower
