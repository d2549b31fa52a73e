#pragma once

#include <string>
#include <string_view>

#include "compiler/dialects/sqlite/plan/emit_alteration.hpp"
#include "compiler/dialects/sqlite/plan/reach.hpp"

namespace migc::backends::sqlite {

/// What each operation is in SQLite. Replay has accepted it, so every name in it is known to
/// `before`.
struct EmitOperation : EmitChange {
  void operator()(const ir::CreateTable& op) const;
  void operator()(const ir::CreateTableAs& op) const;
  void operator()(const ir::DropTable& op) const;
  void operator()(const ir::RenameTable& op) const;
  void operator()(const ir::CreateVirtualTable& op) const;
  void operator()(const ir::AlterTable& op) const {
    std::visit(EmitAlteration{{plan, before}, op.table}, op.alteration);
  }

  void operator()(const ir::CreateIndex& op) const;
  void operator()(const ir::DropIndex& op) const;
  void operator()(const ir::RenameIndex& op) const;
  void operator()(const ir::CreateView& op) const;
  void operator()(const ir::DropView& op) const;
  void operator()(const ir::CreateTrigger& op) const;
  void operator()(const ir::DropTrigger& op) const;

  void operator()(const ir::CreateEnum& op) const;
  void operator()(const ir::DropEnum& op) const;
  void operator()(const ir::AddEnumValue& op) const;
  void operator()(const ir::RenameEnumValue& op) const;
  void operator()(const ir::DropEnumValue& op) const;
  void operator()(const ir::CreateSequence& op) const;
  void operator()(const ir::DropSequence& op) const;

  void operator()(const ir::Data& op) const;
  void operator()(const ir::Assert& op) const;
  void operator()(const ir::Execute& op) const;

 private:
  /// A statement that nothing which is held back can notice is written at once; else those first.
  void goes_first(const source::Name& relation, Action action) const;
  /// An index or a trigger can take a name only once its former bearer is gone.
  void flush_if_touched(schema::Space space, const source::Name& name,
                        const source::Name& table) const;
  /// Rebuilds each table with a column of the enum; `convert` is what a stored value becomes.
  void rebuild_users(const source::Name& type, const std::string& change,
                     std::string (*convert)(const std::string& column, const std::string& from,
                                            const std::string& to),
                     const std::string& from = {}, const std::string& to = {}) const;
  [[nodiscard]] const ir::VirtualTable* reads_too_early(const ir::Expression& statement) const;
  void changes_rows_of(const Reach& reach) const;
  /// `changes()` and the like would see what was done for the checks.
  void refuse_looking_back(const ir::Expression& expression) const;
  void refuse_what_indexes_lack(const ir::Index& index) const;
};

}  // namespace migc::backends::sqlite
