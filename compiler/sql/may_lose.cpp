#include "compiler/sql/may_lose.hpp"

#include "compiler/sql/data_target.hpp"

namespace migc::sql {

namespace {

struct MayLose {
  bool operator()(const ir::DropTable&) const { return true; }
  bool operator()(const ir::DropColumn&) const { return true; }
  bool operator()(const ir::SetType&) const { return true; }
  bool operator()(const ir::SetNotNull&) const { return true; }
  bool operator()(const ir::SetCollation&) const { return true; }
  bool operator()(const ir::DropCollation&) const { return true; }
  bool operator()(const ir::SetGenerated&) const { return true; }
  bool operator()(const ir::DropGenerated&) const { return true; }
  bool operator()(const ir::SetAutoincrement&) const { return true; }
  bool operator()(const ir::DropAutoincrement&) const { return true; }
  bool operator()(const ir::DropPrimaryKey&) const { return true; }
  bool operator()(const ir::SetStrict&) const { return true; }
  bool operator()(const ir::SetWithoutRowid&) const { return true; }
  bool operator()(const ir::DropEnum&) const { return true; }
  bool operator()(const ir::RenameEnumValue&) const { return true; }
  bool operator()(const ir::DropEnumValue&) const { return true; }
  bool operator()(const ir::DropSequence&) const { return true; }
  bool operator()(const ir::Execute&) const { return true; }
  bool operator()(const ir::Data& op) const {
    const auto target = target_of(op.statement);
    return !target || target->verb != "insert";
  }

  bool operator()(const ir::CreateTable&) const { return false; }
  bool operator()(const ir::CreateTableAs&) const { return false; }
  bool operator()(const ir::RenameTable&) const { return false; }
  bool operator()(const ir::AddColumn&) const { return false; }
  bool operator()(const ir::RenameColumn&) const { return false; }
  bool operator()(const ir::DropNotNull&) const { return false; }
  bool operator()(const ir::SetDefault&) const { return false; }
  bool operator()(const ir::DropDefault&) const { return false; }
  bool operator()(const ir::SetTableComment&) const { return false; }
  bool operator()(const ir::SetColumnComment&) const { return false; }
  bool operator()(const ir::AddConstraint&) const { return false; }
  bool operator()(const ir::DropConstraint&) const { return false; }
  bool operator()(const ir::DropUnique&) const { return false; }
  bool operator()(const ir::DropForeignKey&) const { return false; }
  bool operator()(const ir::DropCheck&) const { return false; }
  bool operator()(const ir::RenameConstraint&) const { return false; }
  bool operator()(const ir::AlterForeignKey&) const { return false; }
  bool operator()(const ir::ReorderColumns&) const { return false; }
  bool operator()(const ir::CreateIndex&) const { return false; }
  bool operator()(const ir::DropIndex&) const { return false; }
  bool operator()(const ir::RenameIndex&) const { return false; }
  bool operator()(const ir::CreateView&) const { return false; }
  bool operator()(const ir::DropView&) const { return false; }
  bool operator()(const ir::CreateTrigger&) const { return false; }
  bool operator()(const ir::DropTrigger&) const { return false; }
  bool operator()(const ir::CreateVirtualTable&) const { return false; }
  bool operator()(const ir::CreateEnum&) const { return false; }
  bool operator()(const ir::AddEnumValue&) const { return false; }
  bool operator()(const ir::CreateSequence&) const { return false; }
  bool operator()(const ir::Assert&) const { return false; }
};

}  // namespace

bool may_lose(const ir::Operation& operation) { return std::visit(MayLose{}, operation); }

}  // namespace migc::sql
