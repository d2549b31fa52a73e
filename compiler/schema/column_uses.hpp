#pragma once

#include <string>
#include <variant>
#include <vector>

#include "compiler/ir/operation.hpp"
#include "compiler/schema/schema.hpp"

namespace migc::schema {

/// Something that names a column and so stands in the way of its drop.
struct ColumnUse {
  std::string what;  ///< "index `ix`", "foreign key of `child`".
  Span place;
  ir::Operation drop;  ///< What takes it away.
};

/// What names the column and would break at once without it: indexes, keys, checks and foreign keys
/// of the table, generated columns, foreign keys of other tables. Not what stands at the column
/// itself, which goes with it, except its primary key; and no views or triggers, which the block
/// may mend.
[[nodiscard]] std::vector<ColumnUse> uses_of(const ir::Table& table, const Name& column,
                                             const Schema& schema);

/// The views and triggers that name the column, as drops: what builds on a view before the view.
[[nodiscard]] std::vector<ColumnUse> queries_using(const ir::Table& table, const Name& column,
                                                   const Schema& schema);

}  // namespace migc::schema
