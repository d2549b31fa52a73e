#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "compiler/backends/sqlite/losses.hpp"
#include "compiler/backends/sqlite/requirements.hpp"

namespace migc::backends::sqlite {

/// What people know a row by, and that as SQL: a literal of at most 40 characters.
struct RowKey {
  std::string name, literal;
  std::vector<std::string> columns{};
};

[[nodiscard]] RowKey row_key(const ir::Table& table);

/// How many keys of rows that do not comply are shown.
constexpr std::size_t most_sampled = 5;

/// What one operation demands and does. Every operation says it, if only that it is nothing.
class RequireOperation {
 public:
  using Kind = Requirement::Kind;

  RequireOperation(Requirements& all, const ir::Step& step, const schema::Schema& before)
      : all_(all), step_(step), before_(before) {}

  void operator()(const ir::CreateTable& op) { create(op.table.name); }
  void operator()(const ir::CreateTableAs& op) { create(op.table); }
  void operator()(const ir::CreateVirtualTable& op) { create(op.table.name); }
  void operator()(const ir::DropTable& op);
  void operator()(const ir::RenameTable& op);

  void operator()(const ir::AddColumn& op);
  void operator()(const ir::DropColumn& op);
  void operator()(const ir::RenameColumn& op);
  void operator()(const ir::SetType& op);
  void operator()(const ir::SetNotNull& op);
  void operator()(const ir::DropNotNull& op) { loosen(op.table); }
  void operator()(const ir::SetDefault&) {}
  void operator()(const ir::DropDefault&) {}
  void operator()(const ir::SetCollation& op) { touch(op.table, op.column); }
  void operator()(const ir::DropCollation& op) { touch(op.table, op.column); }
  void operator()(const ir::SetGenerated& op);
  void operator()(const ir::DropGenerated& op) { touch(op.table, op.column); }
  void operator()(const ir::SetAutoincrement&) {}
  void operator()(const ir::DropAutoincrement&) {}
  void operator()(const ir::SetTableComment&) {}
  void operator()(const ir::SetColumnComment&) {}
  void operator()(const ir::AddConstraint& op);
  void operator()(const ir::DropConstraint& op) { loosen(op.table); }
  void operator()(const ir::DropPrimaryKey& op) { loosen(op.table); }
  void operator()(const ir::DropUnique& op) { loosen(op.table); }
  void operator()(const ir::DropForeignKey& op) { loosen(op.table); }
  void operator()(const ir::DropCheck& op) { loosen(op.table); }
  void operator()(const ir::RenameConstraint&) {}
  void operator()(const ir::AlterForeignKey&) {}
  void operator()(const ir::SetStrict& op);
  void operator()(const ir::SetWithoutRowid& op);
  void operator()(const ir::ReorderColumns&) {}

  void operator()(const ir::CreateIndex& op);
  void operator()(const ir::DropIndex& op) { loosen(before_.index(op.index)->table); }
  void operator()(const ir::RenameIndex&) {}
  void operator()(const ir::CreateView&) {}
  void operator()(const ir::DropView&) {}
  void operator()(const ir::CreateTrigger&) {}
  void operator()(const ir::DropTrigger&) {}

  void operator()(const ir::CreateEnum&) {}
  void operator()(const ir::DropEnum&) {}
  void operator()(const ir::AddEnumValue&) {}
  void operator()(const ir::RenameEnumValue& op);
  void operator()(const ir::DropEnumValue& op);
  void operator()(const ir::CreateSequence&) {}
  void operator()(const ir::DropSequence&) {}

  void operator()(const ir::Data& op);
  void operator()(const ir::Assert& op);
  void operator()(const ir::Execute&) {
    forget_parents({});
    all_.touched_.all();
  }

 private:
  // --- What is done to rows
  void create(const source::Name& table) {
    all_.created_.insert(table.key());
    all_.touched_.table(table.key());
  }
  void touch(const source::Name& table, const source::Name& column, bool converted = false);
  /// What was demanded of the column so far will be asked of other values.
  void withdraw(const source::Name& table, const source::Name& column, bool converted);
  void loosen(const source::Name& table);
  /// What a table was asked is not sure any more.
  void forget(const std::string& table);
  /// Foreign keys are judged at the end of a block, so that anything may still mend them. Without
  /// a table: all of them.
  void forget_parents(const std::optional<std::string>& table);

  // --- What is demanded of them
  void demand(Requirement requirement);
  /// Rows of `table` for which `condition` holds do not comply.
  void refuse_rows(Kind kind, const ir::Table& table, std::string subject,
                   const std::string& condition, std::vector<Place> reads);
  void refuse_in_column(Kind kind, const ir::Table& table, const source::Name& column,
                        const std::string& condition);
  void demand_unique(const ir::Table& table, const std::vector<ir::Term>& terms,
                     const std::optional<ir::Expression>& where);
  void demand_key(const ir::Table& table, const ir::TablePrimaryKey& key);
  void demand_check(const ir::Table& table, const ir::Expression& condition);
  void demand_parents(const ir::Table& table, const ir::ForeignKey& key);

  // --- What is lost
  /// Whether what the table, or the column, holds was there before the block, and its loss is not
  /// meant.
  [[nodiscard]] bool may_lose(const source::Name& table, const source::Name& column = {}) const;
  void lose(Kind kind, const ir::Table& table, std::string subject, Loss loss);
  /// Rows that are dropped stand in that table from now on.
  void rely_on(const std::string& table);
  [[nodiscard]] Kept kept() const { return {all_.copies_, all_.inserted_}; }

  void demand_conversion(const ir::Table& table, const ir::Column& column,
                         const ir::Expression& conversion);
  void demand_convertible(const ir::Table& table, const ir::Column& from, const ir::Column& to);
  void demand_enum_values(const ir::Table& table, const ir::Column& column, const ir::Enum& type);
  /// Whether all that a statement reads are tables; adds them to `reads`.
  bool add_tables(const ir::Expression& statement, std::vector<Place>& reads) const;

  Requirements& all_;
  const ir::Step& step_;
  const schema::Schema& before_;
};

}  // namespace migc::backends::sqlite
