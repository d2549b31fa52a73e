#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/backends/script.hpp"
#include "compiler/dialects/sqlite/print/column_keys.hpp"
#include "compiler/dialects/sqlite/require/origins.hpp"
#include "compiler/ir/operation.hpp"
#include "compiler/schema/model/schema.hpp"
#include "compiler/sql/copies.hpp"
#include "compiler/sql/inserted_rows.hpp"

namespace migc::backends::sqlite {

/// Collects what the steps of a block demand of the rows that are there, and what they do to rows.
///
/// A demand is kept only where SQLite is sure to make it: what a later step changes or takes back
/// before the table is written is left to SQLite. A loss is sure when its step has been read.
class Requirements {
 public:
  /// The next step, with the schema before it.
  void step(const ir::Step& step, const schema::Schema& before);
  void finish(const schema::Schema& after, Script& script);

  /// What the last step would lose, by number.
  [[nodiscard]] const std::vector<std::size_t>& losses() const { return losses_; }
  [[nodiscard]] const Requirement& get(std::size_t number) const { return *all_[number]; }
  /// What the step would have lost is kept by what comes with it.
  void take_back(std::size_t number) { all_[number].reset(); }

  /// The block takes back one that has inserted these rows.
  void undoes(const sql::InsertedRows& inserted) {
    inserted_ = inserted;
    undoes_ = true;
  }

 private:
  friend class RequireOperation;

  /// A demand that a later change of the same table may still take back, since the table is written
  /// only once for both.
  struct Pending {
    std::size_t number;
    std::set<std::string> columns;  ///< Keys of those of its table that it reads, as they are now.
    std::string tag;                ///< What makes it: the constraint, the index.
  };
  /// Rows without parents count at the end of the block, for the table as a whole: what a foreign
  /// key that goes leaves out makes up for as many of one that comes.
  struct Loosened {
    std::string counts;  ///< Expressions with ` + ` between them.
    bool unsure = false;
  };

  /// Whether a foreign key is sure to be refused; what it counts is then what is counted at the
  /// end.
  [[nodiscard]] bool settle_parents(Requirement& one, const schema::Schema& after) const;

  template <class Out>
  void withdraw_if(const std::string& table, Out out) {
    const auto found = pending_.find(table);
    if (found == pending_.end()) return;
    std::erase_if(found->second, [&](const Pending& one) {
      if (!out(one)) return false;
      all_[one.number].reset();
      return true;
    });
  }

  std::vector<std::optional<Requirement>> all_;  ///< None: taken back.
  /// How a loss is asked for before the block, where tables have other names then.
  struct AskedBefore {
    std::string count, sample;
  };
  std::map<std::size_t, AskedBefore> asked_before_;
  std::map<std::string, std::vector<Pending>> pending_;  ///< By the key of their table now.
  std::vector<std::size_t> parents_;                     ///< Those for foreign keys.
  std::map<std::string, Loosened> loosened_;             ///< By the key of a table at first.
  Origins origins_;
  RowEffects touched_;               ///< For those who ask before the next block.
  RowEffects changed_;               ///< Other rows, other values, by the names at first.
  std::vector<std::size_t> losses_;  ///< Of the last step.
  /// Keys of tables that had no rows before the block, and columns that had no values, unless it
  /// has copied to them what it dropped.
  std::set<std::string> created_;
  ColumnKeys added_;
  /// Columns that an upgrade has given another default: no row was added with it.
  ColumnKeys redefined_;
  bool undoes_ = false;
  sql::Copies copies_;
  sql::InsertedRows inserted_;
};

}  // namespace migc::backends::sqlite
