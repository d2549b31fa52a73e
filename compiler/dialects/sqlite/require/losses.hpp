#pragma once

#include <string>
#include <vector>

#include "compiler/backends/script.hpp"
#include "compiler/dialects/sqlite/print/column_keys.hpp"
#include "compiler/schema/model/schema.hpp"
#include "compiler/sql/copies.hpp"
#include "compiler/sql/inserted_rows.hpp"

/// What would be lost with a table or a column, as queries over the rows as they are right then. A
/// value that stands elsewhere too, or that going up again would bring back, is none.
namespace migc::backends::sqlite {

/// Where else values may be.
struct Kept {
  const sql::Copies& copies;          ///< What the block has copied.
  const sql::InsertedRows& inserted;  ///< What the block that this one takes back inserted.
  const ColumnKeys& redefined;        ///< Columns whose default is not the one they came with.
};

/// A loss that can be asked for.
struct Loss {
  std::string count;  ///< How many rows, as in Requirement.
  std::string none;   ///< The condition that there are no such rows.
  /// The rows themselves as a condition over the table; empty where only whole rows are compared.
  std::string condition{};
  std::vector<ColumnRef> reads{};
  std::vector<std::string> kept_in{};  ///< Keys of the tables that were looked into.
};

/// The rows of a table that is dropped.
[[nodiscard]] Loss lost_rows(const ir::Table& table, const Kept& kept,
                             const schema::Schema& schema);
/// The values of a column that is dropped.
[[nodiscard]] Loss lost_values(const ir::Table& table, const ir::Column& column, const Kept& kept,
                               const schema::Schema& schema);
/// Rows for which the condition holds.
[[nodiscard]] Loss rows_where(const ir::Table& table, std::string condition);

/// The condition that two expressions hold the same value, whatever their types and collations.
[[nodiscard]] std::string is_same_value(const std::string& a, const std::string& b);

/// Whether rows are lost with a virtual table: some only show what other tables hold.
[[nodiscard]] bool holds_rows(const ir::VirtualTable& table);

}  // namespace migc::backends::sqlite
