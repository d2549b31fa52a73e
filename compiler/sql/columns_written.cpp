#include "compiler/sql/columns_written.hpp"

#include "compiler/sql/data_target.hpp"

namespace migc::sql {

namespace {

using ir::Name;
using Keys = std::vector<ColumnKey>;

struct Written {
  static Keys one(const Name& table, const Name& column) { return {{table.key(), column.key()}}; }

  Keys operator()(const ir::AddColumn& op) const { return one(op.table, op.column.name); }
  Keys operator()(const ir::DropColumn& op) const { return one(op.table, op.column); }
  Keys operator()(const ir::RenameColumn& op) const {
    return {{op.table.key(), op.from.key()}, {op.table.key(), op.to.key()}};
  }
  Keys operator()(const ir::SetType& op) const { return one(op.table, op.column); }
  Keys operator()(const ir::SetNotNull& op) const { return one(op.table, op.column); }
  Keys operator()(const ir::DropNotNull& op) const { return one(op.table, op.column); }
  Keys operator()(const ir::SetDefault& op) const { return one(op.table, op.column); }
  Keys operator()(const ir::DropDefault& op) const { return one(op.table, op.column); }
  Keys operator()(const ir::SetCollation& op) const { return one(op.table, op.column); }
  Keys operator()(const ir::DropCollation& op) const { return one(op.table, op.column); }
  Keys operator()(const ir::SetGenerated& op) const { return one(op.table, op.column); }
  Keys operator()(const ir::DropGenerated& op) const { return one(op.table, op.column); }
  Keys operator()(const ir::SetAutoincrement& op) const { return one(op.table, op.column); }
  Keys operator()(const ir::DropAutoincrement& op) const { return one(op.table, op.column); }
  Keys operator()(const ir::SetColumnComment& op) const { return one(op.table, op.column); }
  Keys operator()(const ir::Data& op) const {
    const auto target = target_of(op.statement);
    Keys keys;
    if (!target) return keys;
    for (const Name& column : target->columns) {
      const Keys key = one(target->relation, column);
      keys.insert(keys.end(), key.begin(), key.end());
    }
    return keys;
  }

  Keys operator()(const ir::CreateTable&) const { return {}; }
  Keys operator()(const ir::CreateTableAs&) const { return {}; }
  Keys operator()(const ir::DropTable&) const { return {}; }
  Keys operator()(const ir::RenameTable&) const { return {}; }
  Keys operator()(const ir::SetTableComment&) const { return {}; }
  Keys operator()(const ir::AddConstraint&) const { return {}; }
  Keys operator()(const ir::DropConstraint&) const { return {}; }
  Keys operator()(const ir::DropPrimaryKey&) const { return {}; }
  Keys operator()(const ir::DropUnique&) const { return {}; }
  Keys operator()(const ir::DropForeignKey&) const { return {}; }
  Keys operator()(const ir::DropCheck&) const { return {}; }
  Keys operator()(const ir::RenameConstraint&) const { return {}; }
  Keys operator()(const ir::AlterForeignKey&) const { return {}; }
  Keys operator()(const ir::SetStrict&) const { return {}; }
  Keys operator()(const ir::SetWithoutRowid&) const { return {}; }
  Keys operator()(const ir::ReorderColumns&) const { return {}; }
  Keys operator()(const ir::CreateIndex&) const { return {}; }
  Keys operator()(const ir::DropIndex&) const { return {}; }
  Keys operator()(const ir::RenameIndex&) const { return {}; }
  Keys operator()(const ir::CreateView&) const { return {}; }
  Keys operator()(const ir::DropView&) const { return {}; }
  Keys operator()(const ir::CreateTrigger&) const { return {}; }
  Keys operator()(const ir::DropTrigger&) const { return {}; }
  Keys operator()(const ir::CreateVirtualTable&) const { return {}; }
  Keys operator()(const ir::CreateEnum&) const { return {}; }
  Keys operator()(const ir::DropEnum&) const { return {}; }
  Keys operator()(const ir::AddEnumValue&) const { return {}; }
  Keys operator()(const ir::RenameEnumValue&) const { return {}; }
  Keys operator()(const ir::DropEnumValue&) const { return {}; }
  Keys operator()(const ir::CreateSequence&) const { return {}; }
  Keys operator()(const ir::DropSequence&) const { return {}; }
  Keys operator()(const ir::Assert&) const { return {}; }
  Keys operator()(const ir::Execute&) const { return {}; }
};

}  // namespace

std::vector<ColumnKey> columns_written_by(const ir::Operation& operation) {
  return std::visit(Written{}, operation);
}

}  // namespace migc::sql
