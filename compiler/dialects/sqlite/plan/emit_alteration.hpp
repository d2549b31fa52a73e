#pragma once

#include <string>

#include "compiler/dialects/sqlite/plan/emit_change.hpp"

namespace migc::backends::sqlite {

/// What each alteration of a table is in SQLite.
struct EmitAlteration : EmitChange {
  const source::Name& altered;  ///< The table, as the statement has it.

  void operator()(const ir::AddColumn& op) const;
  void operator()(const ir::DropColumn& op) const;
  void operator()(const ir::RenameColumn& op) const;
  void operator()(const ir::MoveColumn& op) const {
    rebuilds(altered, "place of " + op.column.text, "ALTER TABLE cannot reorder columns");
  }
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
  void operator()(const ir::DropPrimaryKey&) const {
    rebuilds(altered, "drop primary key", "ALTER TABLE cannot change keys");
  }
  void operator()(const ir::DropUnique& op) const;
  void operator()(const ir::DropForeignKey& op) const;
  void operator()(const ir::DropCheck&) const {
    changes(altered, {"drop a check", "ALTER TABLE cannot drop a check without a name", true});
  }
  void operator()(const ir::RenameConstraint& op) const;
  void operator()(const ir::AlterForeignKey& op) const;
  void operator()(const ir::SetStrict& op) const;
  void operator()(const ir::SetWithoutRowid& op) const;
  void operator()(const ir::ReorderColumns&) const {
    rebuilds(altered, "order of columns", "ALTER TABLE cannot reorder columns");
  }

 private:
  [[nodiscard]] std::string over_old(const ir::Expression& expression) const;
  [[nodiscard]] bool is_other_by_now(const TableRun& run, const ir::Column& column) const;
  void flush_unless_known(const ir::Expression& expression) const;
  void flush_before_converting_twice(const ir::SetType& op) const;
  /// The old table is what is asked of a loss, so that it has to hold what the column holds by now.
  void flush_before_losing(const source::Name& column) const;
  /// Asks before the run over the table is written.
  void ask_in(TableRun& run) const;
  [[nodiscard]] bool is_named_elsewhere() const;
};

}  // namespace migc::backends::sqlite
