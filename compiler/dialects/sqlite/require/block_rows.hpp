#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/backends/script.hpp"
#include "compiler/dialects/sqlite/print/column_keys.hpp"
#include "compiler/dialects/sqlite/require/origins.hpp"
#include "compiler/sql/copies.hpp"
#include "compiler/sql/inserted_rows.hpp"

namespace migc::backends::sqlite {

/// What is known so far of a block: what its steps requires of the rows that are there, and what
/// they do to rows.
struct BlockRows {
  /// A requirement that a later change of the same table may still take back, since the table is
  /// written only once for both.
  struct Pending {
    std::size_t number;
    std::set<std::string> columns;  ///< Keys of those of its table that it reads, as they are now.
    std::string tag;                ///< What makes it: the constraint, the index.
  };
  /// Orphan rows count at the end of the block, for the table as a whole: those that a dropped
  /// foreign key no longer counts make up for as many of one that is added.
  struct Loosened {
    std::string counts;  ///< Expressions with ` + ` between them.
    bool unsure = false;
  };
  /// How a loss is asked for before the block, where tables have other names then.
  struct AskedBefore {
    std::string count, sample;
  };

  template <class Out>
  void withdraw_if(const std::string& table, Out out) {
    const auto found = pending.find(table);
    if (found == pending.end()) return;
    std::erase_if(found->second, [&](const Pending& one) {
      if (!out(one)) return false;
      requirements[one.number].reset();
      return true;
    });
  }

  std::vector<std::optional<Requirement>> requirements{};  ///< None: taken back.
  std::map<std::size_t, AskedBefore> asked_before{};
  std::map<std::string, std::vector<Pending>> pending{};  ///< By the key of their table now.
  std::vector<std::size_t> parents{};                     ///< Those for foreign keys.
  std::map<std::string, Loosened> loosened{};             ///< By the key of a table at first.
  Origins origins{};
  RowEffects touched{};               ///< For those who ask before the next block.
  RowEffects changed{};               ///< Other rows, other values, by the names at first.
  std::vector<std::size_t> losses{};  ///< Of the last step.
  /// Keys of tables that had no rows before the block, and columns that had no values, unless it
  /// has copied to them what it dropped.
  std::set<std::string> created{};
  ColumnKeys added{};
  /// Columns that an upgrade has given another default: no row was added with it.
  ColumnKeys redefined{};
  bool undoes = false;
  sql::Copies copies{};
  sql::InsertedRows inserted{};
};

}  // namespace migc::backends::sqlite
