#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/operation.hpp"

/// The arguments of virtual tables, as SQLite hands them to a module and as its own modules read
/// them. https://www.sqlite.org/vtab.html, fts3.html, fts5.html
namespace migc::sql {

/// Whether a module is handed the same: white space around commas, brackets and line ends does not
/// count, nor how a line ends.
[[nodiscard]] bool same_arguments(std::string_view a, std::string_view b);

/// What a virtual table reads of another relation, by name, whenever it is asked something.
struct ModuleReads {
  source::Name relation;
  /// Columns of the relation. Their places are those of the virtual table.
  std::vector<source::Name> columns{};
  bool all_columns = false;  ///< It names none, and so has all that the relation has.
  /// The column that tells its rows apart; SQLite's own rowid without one.
  std::optional<source::Name> key{};
  bool indexes = false;  ///< A full-text index over texts that are the relation's.

  /// Whether it reads the column, by whichever name.
  [[nodiscard]] bool reads(const source::Name& column) const;
};
/// The content table of a full-text table, the full-text table of a vocabulary; nothing for all
/// others, whose arguments are their module's business.
[[nodiscard]] std::optional<ModuleReads> reads_of(const ir::VirtualTable& table);

/// The creation of a virtual table that was there before, and what else it takes: a full-text index
/// over another relation's texts is empty until it is told to read them.
[[nodiscard]] std::vector<ir::Operation> created_with_index(const ir::VirtualTable& table);

}  // namespace migc::sql
