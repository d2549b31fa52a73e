#pragma once

#include "compiler/dialects/sqlite/require/require_alteration.hpp"
#include "compiler/sql/data_target.hpp"

namespace migc::backends::sqlite {

/// What one operation requires and does. Every operation says it, if only that it is nothing.
class RequireOperation : BlockChecks {
 public:
  using BlockChecks::BlockChecks;

  /// A drop of what the model does not have loses a table that was made by hand.
  void moot();

  void operator()(const ir::CreateTable& op) { create(op.table.name); }
  void operator()(const ir::CreateTableAs& op) { create(op.table); }
  void operator()(const ir::CreateVirtualTable& op) { create(op.table.name); }
  void operator()(const ir::DropTable& op);
  void operator()(const ir::RenameTable& op);
  void operator()(const ir::AlterTable& op) {
    std::visit(RequireAlteration(op.table, block_, step_, before_), op.alteration);
  }

  void operator()(const ir::CreateIndex& op);
  void operator()(const ir::DropIndex& op) {
    if (const ir::Index* index = before_.index(op.index))
      withdraw_made_by(index->table, index_tag(op.index));
  }
  void operator()(const ir::RenameIndex&) {}
  void operator()(const ir::CreateView&) {}
  void operator()(const ir::DropView&) {}
  void operator()(const ir::CreateTrigger&) {}
  void operator()(const ir::DropTrigger&) {}

  void operator()(const ir::CreateEnum&) {}
  void operator()(const ir::DropEnum&) {}
  void operator()(const ir::AddEnumValue& op);
  void operator()(const ir::RenameEnumValue& op);
  void operator()(const ir::DropEnumValue& op);
  void operator()(const ir::CreateSequence&) {}
  void operator()(const ir::DropSequence&) {}

  void operator()(const ir::Data& op);
  void operator()(const ir::Assert& op);
  void operator()(const ir::Execute&) {
    block_.pending.clear();
    forget_parents({});
    touch_all();
  }

 private:
  void rely_on_copies(const sql::DataTarget& target);
  template <class Use>
  void for_each_column_of(const source::Name& type, Use use);
  /// Whether all that a statement reads are tables; adds them to `reads`.
  bool add_tables(const ir::Expression& statement, std::vector<ColumnRef>& reads) const;
  void create(const source::Name& table);
};

}  // namespace migc::backends::sqlite
