#include "compiler/sql/may_lose.hpp"

#include "compiler/sql/data_target.hpp"

namespace migc::sql {

namespace {

struct MayLose {
  bool operator()(const ir::DropTable&) const { return true; }
  bool operator()(const ir::AlterTable& op) const { return ir::effect_of(op.alteration).may_lose; }
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
