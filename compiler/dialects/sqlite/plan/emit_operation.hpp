#pragma once

#include <string>
#include <string_view>

#include "compiler/dialects/sqlite/plan/emitter.hpp"
#include "compiler/dialects/sqlite/plan/reach.hpp"

namespace migc::backends::sqlite {

/// What each operation is in SQLite. Replay has accepted it, so every name in it is known to
/// `before`.
struct EmitOperation {
  SqliteEmitter& emitter;
  const schema::Schema& before;

  void operator()(const ir::CreateTable& op) const;
  void operator()(const ir::CreateTableAs& op) const;
  void operator()(const ir::DropTable& op) const;
  void operator()(const ir::RenameTable& op) const;
  void operator()(const ir::CreateVirtualTable& op) const;

  void operator()(const ir::AddColumn& op) const;
  void operator()(const ir::DropColumn& op) const;
  void operator()(const ir::RenameColumn& op) const;
  void operator()(const ir::SetType& op) const;
  void operator()(const ir::SetNotNull& op) const;
  void operator()(const ir::DropNotNull& op) const;
  void operator()(const ir::SetDefault& op) const;
  void operator()(const ir::DropDefault& op) const;
  void operator()(const ir::SetCollation& op) const;
  void operator()(const ir::DropCollation& op) const;
  void operator()(const ir::SetGenerated& op) const;
  void operator()(const ir::DropGenerated& op) const;
  void operator()(const ir::SetAutoincrement& op) const;
  void operator()(const ir::DropAutoincrement& op) const;
  void operator()(const ir::SetTableComment& op) const;
  void operator()(const ir::SetColumnComment& op) const;
  void operator()(const ir::AddConstraint& op) const;
  void operator()(const ir::DropConstraint& op) const;
  void operator()(const ir::DropPrimaryKey& op) const;
  void operator()(const ir::DropUnique& op) const;
  void operator()(const ir::DropForeignKey& op) const;
  void operator()(const ir::DropCheck& op) const;
  void operator()(const ir::RenameConstraint& op) const;
  void operator()(const ir::AlterForeignKey& op) const;
  void operator()(const ir::SetStrict& op) const;
  void operator()(const ir::SetWithoutRowid& op) const;
  void operator()(const ir::ReorderColumns& op) const;

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
  /// A change that has no native form in every version; it joins the run over the table.
  TableRun& changes(const source::Name& table, TableChange change) const;
  /// One that only a rebuild can make.
  TableRun& rebuilds(const source::Name& table, std::string what, std::string why) const;
  /// A change with a native form, which a rebuild of the same run makes unnecessary.
  enum class Joins { beside_table, altering_table, reading_schema };
  void joins(const source::Name& table, Action native, std::string change,
             Joins how = Joins::beside_table) const;
  /// A statement that nothing which is held back can notice is written at once; else those first.
  void goes_first(const source::Name& relation, Action action) const;
  /// A statement that may see only what is held back in its final shape.
  void emit_after_runs(Action action) const;
  /// An index or a trigger can take a name only once its former bearer is gone.
  void flush_if_touched(schema::Space space, const source::Name& name,
                        const source::Name& table) const;
  [[nodiscard]] std::string over_old(const source::Name& table,
                                     const ir::Expression& expression) const;
  [[nodiscard]] bool is_other_by_now(const TableRun& run, const ir::Column& column) const;
  [[nodiscard]] bool edits_in_column(const source::Name& table) const;
  void flush_unless_known(const source::Name& table, const ir::Expression& expression) const;
  void flush_before_converting_twice(const ir::SetType& op) const;
  /// The old table is what is asked of a loss, so that it has to hold what the column holds by now.
  void flush_before_losing(const source::Name& table, const source::Name& column) const;
  /// Asks before the run over the table is written.
  void ask_in(TableRun& run) const;
  /// Asks right before the action.
  void ask_before(Action& action) const;
  [[nodiscard]] bool is_named_elsewhere(const source::Name& table) const;
  /// Rebuilds each table with a column of the enum; `convert` is what a stored value becomes.
  void rebuild_users(const source::Name& type, const std::string& change,
                     std::string (*convert)(const std::string& column, const std::string& from,
                                            const std::string& to),
                     const std::string& from = {}, const std::string& to = {}) const;
  [[nodiscard]] const ir::VirtualTable* reads_too_early(const ir::Expression& statement) const;
  void changes_rows_of(const Reach& reach) const;
  /// `changes()` and the like would see what was done for the checks.
  void refuse_looking_back(const ir::Expression& expression) const;
  /// Full-text indexes over a column, or over the whole table, find what was there before.
  void makes_stale(const source::Name& table, const source::Name* column = nullptr) const {
    emitter.stale_.other_values(table, column, before, emitter.written_);
  }
  void nothing_to_do(std::string summary) const;
  void refuse_what_indexes_lack(const ir::Index& index) const;
};

}  // namespace migc::backends::sqlite
