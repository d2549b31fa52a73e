#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "compiler/dialects/sqlite/require/losses.hpp"
#include "compiler/dialects/sqlite/require/requirements.hpp"
#include "compiler/sql/data_target.hpp"

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

  /// A drop of what the model does not have loses a table that was made by hand.
  void moot();

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
  void operator()(const ir::DropNotNull& op) {
    withdraw_made_by(op.table, not_null_tag(op.column));
  }
  void operator()(const ir::SetDefault& op) {
    if (!all_.undoes_) all_.redefined_.insert(op.table, op.column);
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
    all_.pending_.clear();
    forget_parents({});
    touch_all();
  }

 private:
  // --- What is done to rows
  void create(const source::Name& table);
  /// The rows of a table are others; the values of a column are.
  void touch(const source::Name& table);
  void touch(const source::Name& table, const source::Name& column, bool converted = false);
  void touch_all();
  /// Whoever asks before the next block has to know of it; the rows stay as they are.
  void note(const source::Name& table, const source::Name& column = {});

  // --- What is taken back: a demand made of the same rows by the same change of the table
  /// The column has other values.
  void withdraw(const source::Name& table, const source::Name& column);
  /// It has other values but for NULLs.
  void withdraw_converted(const source::Name& table, const source::Name& column);
  /// It is compared otherwise.
  void withdraw_compared(const source::Name& table, const source::Name& column);
  /// What made the demand goes.
  void withdraw_made_by(const source::Name& table, const std::string& tag);
  static std::string not_null_tag(const source::Name& column) { return "not null " + column.key(); }
  static std::string index_tag(const source::Name& index) { return "index " + index.key(); }
  static std::string parents_tag(const std::string& subject) { return "foreign key " + subject; }
  [[nodiscard]] std::string tag_of(const ir::Table& table,
                                   const ir::TableConstraint& constraint) const;
  /// Foreign keys are judged at the end of a block, so that anything may still mend them. Without
  /// a table: all of them.
  void forget_parents(const std::optional<source::Name>& table);
  template <class Out>
  void forget_parents_if(Out out);
  /// What a foreign key that goes leaves without parents counts no more.
  void loosen(const ir::Table& table, const ir::ForeignKey& key);
  void withdraw_constraint(const ir::Table& table, const ir::TableConstraint& constraint);
  template <class Use>
  void for_each_column_of(const source::Name& type, Use use);

  // --- What is demanded of them
  void demand(Requirement requirement, const std::string& tag);
  void demand_by(const RowKey& key, const ir::Table& table, Requirement one,
                 const std::string& tag);
  /// The table as a member of FROM before the block.
  [[nodiscard]] std::string from(const ir::Table& table, const RowKey& key) const;
  [[nodiscard]] bool is_as_it_was(const std::vector<ColumnRef>& places) const;
  /// Rows of `table` for which `condition` holds do not comply.
  void refuse_rows(Kind kind, const ir::Table& table, std::string subject,
                   const std::string& condition, std::vector<ColumnRef> reads,
                   const std::string& tag);
  void refuse_in_column(Kind kind, const ir::Table& table, const source::Name& column,
                        const std::string& condition, const std::string& tag);
  void demand_unique(const ir::Table& table, const std::vector<ir::Term>& terms,
                     const std::optional<ir::Expression>& where, const std::string& tag);
  void demand_key(const ir::Table& table, const ir::TablePrimaryKey& key, const std::string& tag);
  void demand_check(const ir::Table& table, const ir::Expression& condition,
                    const std::string& tag);
  void demand_parents(const ir::Table& table, const ir::ForeignKey& key);
  /// Rows without parents by a foreign key, as a condition; nothing where that cannot be said.
  struct Orphans {
    std::string subject, condition;
    std::vector<ColumnRef> reads;
  };
  [[nodiscard]] std::optional<Orphans> orphans_of(const ir::Table& table,
                                                  const ir::ForeignKey& key) const;
  void demand_constraints(const ir::Table& after, const ir::Column& column);

  // --- What is lost
  /// Whether what the table, or the column, holds was there before the block, and its loss is not
  /// meant.
  [[nodiscard]] bool may_lose(const source::Name& table, const source::Name& column = {}) const;
  void lose(Kind kind, const ir::Table& table, std::string subject, Loss loss);
  /// Rows that are dropped stand in that table from now on.
  void rely_on(const std::string& table);
  void rely_on_copies(const sql::DataTarget& target);
  [[nodiscard]] Kept kept() const { return {all_.copies_, all_.inserted_, all_.redefined_}; }

  void demand_fill(const ir::Table& table, const ir::Column& column, const ir::Expression& fill);
  void demand_conversion(const ir::Table& table, const ir::Column& column,
                         const ir::Expression& conversion);
  void demand_convertible(const ir::Table& table, const ir::Column& from, const ir::Column& to);
  void demand_enum_values(const ir::Table& table, const ir::Column& column, const ir::Enum& type);
  /// `fill` may leave NULLs.
  void demand_filled(const ir::Table& table, const ir::SetNotNull& op);
  /// The columns that an expression over the table reads, and whether a query may ask for it before
  /// the block.
  [[nodiscard]] std::optional<std::vector<ColumnRef>> places_in(const ir::Expression& expression,
                                                                const ir::Table& table) const;
  /// Whether all that a statement reads are tables; adds them to `reads`.
  bool add_tables(const ir::Expression& statement, std::vector<ColumnRef>& reads) const;

  Requirements& all_;
  const ir::Step& step_;
  const schema::Schema& before_;
};

}  // namespace migc::backends::sqlite
