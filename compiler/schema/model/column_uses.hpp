#pragma once

#include <set>
#include <string>
#include <vector>

#include "compiler/ir/operation.hpp"
#include "compiler/ir/table_edit.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::schema {

/// Something that names a column.
struct ColumnUse {
  Id object;  ///< The index, view or trigger, or the table that `at` is a constraint of.
  ir::ConstraintAt at{};
  std::string what;  ///< "index `ix`", "a foreign key of `child`".
  Span place;
  ir::Operation drop;  ///< What takes it away.
  std::string says = "depends on it";
};

/// What names the column and would break at once without it: indexes, keys, checks and foreign keys
/// of the table, generated columns, foreign keys of other tables. Not what stands at the column
/// itself, which goes with it, except its primary key; and no views or triggers, which the block
/// may fix.
[[nodiscard]] std::vector<ColumnUse> uses_of(const ir::Table& table, const Name& column,
                                             const Schema& schema);

/// Whether a check that is written at a column names other columns only.
[[nodiscard]] bool is_about_others(const ir::Check& check, const ir::Table& table,
                                   const Name& column, const Schema& schema);

/// The views and triggers that name the column, and those that build on such a view, in an order in
/// which they can be dropped. Leaves out what is `gone`, and adds to it.
[[nodiscard]] std::vector<ColumnUse> queries_using(const ir::Table& table, const Name& column,
                                                   const Schema& schema, std::set<Id>& gone);

}  // namespace migc::schema
