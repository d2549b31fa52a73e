#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "compiler/dialects/sqlite/require/block_rows.hpp"
#include "compiler/dialects/sqlite/require/losses.hpp"
#include "compiler/ir/operation.hpp"

namespace migc::backends::sqlite {

/// What people know a row by, and that as SQL: a literal of at most 40 characters.
struct RowKey {
  std::string name, literal;
  std::vector<std::string> columns{};
};

[[nodiscard]] RowKey row_key(const ir::Table& table);

/// How many keys of rows that do not comply are shown.
constexpr std::size_t most_sampled = 5;

/// The row checks of a block, as one step changes them: what its operation, or its alteration of a
/// table, builds on.
class BlockChecks {
 public:
  using Kind = Requirement::Kind;

  BlockChecks(BlockRows& block, const ir::Step& step, const schema::Schema& before)
      : block_(block), step_(step), before_(before) {}

 protected:
  // --- What is done to rows
  /// The rows of a table are others; the values of a column are.
  void touch(const source::Name& table);
  void touch(const source::Name& table, const source::Name& column, bool converted = false);
  void touch_all();
  /// Whoever asks before the next block has to know of it; the rows stay as they are.
  void note(const source::Name& table, const source::Name& column = {});

  // --- What is taken back: a requirement made of the same rows by the same change of the table
  /// The column has other values.
  void withdraw(const source::Name& table, const source::Name& column);
  /// It has other values but for NULLs.
  void withdraw_converted(const source::Name& table, const source::Name& column);
  /// It is compared otherwise.
  void withdraw_compared(const source::Name& table, const source::Name& column);
  /// What made the requirement goes.
  void withdraw_made_by(const source::Name& table, const std::string& tag);
  static std::string not_null_tag(const source::Name& column) { return "not null " + column.key(); }
  static std::string index_tag(const source::Name& index) { return "index " + index.key(); }
  static std::string parents_tag(const std::string& subject) { return "foreign key " + subject; }
  /// Foreign keys are judged at the end of a block, so that anything may still fix them. Without
  /// a table: all of them.
  void forget_parents(const std::optional<source::Name>& table);
  template <class Out>
  void forget_parents_if(Out out);

  // --- What is required of them
  void require(Requirement requirement, const std::string& tag);
  void require_by(const RowKey& key, const ir::Table& table, Requirement one,
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
  /// Adds the columns of `table` that an expression over it names.
  void add_reads(const ir::Expression& expression, const ir::Table& table,
                 std::vector<ColumnRef>& reads) const;
  void require_unique(const ir::Table& table, const std::vector<ir::Term>& terms,
                      const std::optional<ir::Expression>& where, const std::string& tag);

  // --- What is lost
  /// Whether what the table, or the column, holds was there before the block, and its loss is not
  /// meant.
  [[nodiscard]] bool may_lose(const source::Name& table, const source::Name& column = {}) const;
  void lose(Kind kind, const ir::Table& table, std::string subject, Loss loss);
  /// Rows that are dropped stand in that table from now on.
  void rely_on(const std::string& table);
  [[nodiscard]] Kept kept() const { return {block_.copies, block_.inserted, block_.redefined}; }

  BlockRows& block_;
  const ir::Step& step_;
  const schema::Schema& before_;
};

}  // namespace migc::backends::sqlite
