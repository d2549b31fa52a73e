#include "compiler/sql/columns_written.hpp"

#include "compiler/sql/data_target.hpp"

namespace migc::sql {

namespace {

using Keys = std::vector<ColumnKey>;

struct Written {
  Keys operator()(const ir::AlterTable& op) const {
    return keys_of(op.table, ir::effect_of(op.alteration).columns);
  }
  Keys operator()(const ir::Data& op) const {
    const auto target = target_of(op.statement);
    return target ? keys_of(target->relation, target->columns) : Keys{};
  }

  Keys operator()(const ir::CreateTable&) const { return {}; }
  Keys operator()(const ir::CreateTableAs&) const { return {}; }
  Keys operator()(const ir::DropTable&) const { return {}; }
  Keys operator()(const ir::RenameTable&) const { return {}; }
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

 private:
  static Keys keys_of(const ir::Name& table, const std::vector<ir::Name>& columns) {
    Keys keys;
    for (const ir::Name& column : columns) keys.emplace_back(table.key(), column.key());
    return keys;
  }
};

}  // namespace

std::vector<ColumnKey> columns_written_by(const ir::Operation& operation) {
  return std::visit(Written{}, operation);
}

}  // namespace migc::sql
