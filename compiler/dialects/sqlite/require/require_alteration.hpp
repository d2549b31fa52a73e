#pragma once

#include "compiler/dialects/sqlite/require/block_checks.hpp"

namespace migc::backends::sqlite {

/// What one alteration of a table requires of its rows and does to them.
class RequireAlteration : BlockChecks {
 public:
  RequireAlteration(const source::Name& table, BlockRows& block, const ir::Step& step,
                    const schema::Schema& before)
      : BlockChecks(block, step, before), altered_(table) {}

  void operator()(const ir::AddColumn& op);
  void operator()(const ir::DropColumn& op);
  void operator()(const ir::RenameColumn& op);
  void operator()(const ir::MoveColumn&) {}
  void operator()(const ir::SetType& op);
  void operator()(const ir::SetNotNull& op);
  void operator()(const ir::DropNotNull& op) {
    withdraw_made_by(altered_, not_null_tag(op.column));
  }
  void operator()(const ir::SetDefault& op) {
    if (!block_.undoes) block_.redefined.insert(altered_, op.column);
  }
  void operator()(const ir::DropDefault&) {}
  void operator()(const ir::SetCollation& op);
  void operator()(const ir::DropCollation& op);
  void operator()(const ir::SetGenerated& op);
  void operator()(const ir::DropGenerated& op);
  void operator()(const ir::SetAutoincrement&) {}
  void operator()(const ir::DropAutoincrement&) {}
  void operator()(const ir::SetTableComment&) {}
  void operator()(const ir::SetColumnComment&) {}
  void operator()(const ir::AddConstraint& op);
  void operator()(const ir::DropConstraint& op);
  void operator()(const ir::DropPrimaryKey& op);
  void operator()(const ir::DropUnique& op);
  void operator()(const ir::DropForeignKey& op);
  void operator()(const ir::DropCheck& op);
  void operator()(const ir::RenameConstraint&) {}
  void operator()(const ir::AlterForeignKey&) {}
  void operator()(const ir::SetStrict& op);
  void operator()(const ir::SetWithoutRowid& op);
  void operator()(const ir::ReorderColumns&) {}

 private:
  [[nodiscard]] std::string tag_of(const ir::Table& table,
                                   const ir::TableConstraint& constraint) const;
  /// What a foreign key that goes leaves without parents counts no more.
  void loosen(const ir::Table& table, const ir::ForeignKey& key);
  void withdraw_constraint(const ir::Table& table, const ir::TableConstraint& constraint);
  void require_key(const ir::Table& table, const ir::TablePrimaryKey& key, const std::string& tag);
  void require_check(const ir::Table& table, const ir::Expression& condition,
                     const std::string& tag);
  void require_parents(const ir::Table& table, const ir::ForeignKey& key);
  /// Rows without parents by a foreign key, as a condition; nothing where that cannot be
  /// diagnostic.
  struct Orphans {
    std::string subject, condition;
    std::vector<ColumnRef> reads;
  };
  [[nodiscard]] std::optional<Orphans> orphans_of(const ir::Table& table,
                                                  const ir::ForeignKey& key) const;
  void require_constraints(const ir::Table& after, const ir::Column& column);
  void require_fill(const ir::Table& table, const ir::Column& column, const ir::Expression& fill);
  void require_conversion(const ir::Table& table, const ir::Column& column,
                          const ir::Expression& conversion);
  void require_convertible(const ir::Table& table, const ir::Column& from, const ir::Column& to);
  void require_enum_values(const ir::Table& table, const ir::Column& column, const ir::Enum& type);
  /// `fill` may leave NULLs.
  void require_filled(const ir::Table& table, const ir::SetNotNull& op);
  /// The columns that an expression over the table reads, and whether a query may ask for it before
  /// the block.
  [[nodiscard]] std::optional<std::vector<ColumnRef>> places_in(const ir::Expression& expression,
                                                                const ir::Table& table) const;

  const source::Name& altered_;  ///< The table, as the statement has it.
};

}  // namespace migc::backends::sqlite
