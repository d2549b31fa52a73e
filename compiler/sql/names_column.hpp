#pragma once

#include "compiler/ir/object.hpp"
#include "compiler/ir/table.hpp"
#include "compiler/sql/relations.hpp"
#include "compiler/sql/table_expression_resolver.hpp"

namespace migc::sql {

/// Whether `object` names the column: in a key, an index, a check, a foreign key from or to the
/// table, a generated column, a query, a trigger (SET and INSERT lists included). What stands at
/// the column itself goes with it and does not count, but for its primary key.
[[nodiscard]] bool names_column(const ir::Object& object, const Name& table, const Name& column,
                                const Relations& schema);

/// The same of one constraint, wherever it is written, of the table that `holder` resolves for.
[[nodiscard]] bool names_column(const ir::TableConstraint& constraint,
                                TableExpressionResolver& holder, const Name& table,
                                const Name& column, const Relations& schema);

}  // namespace migc::sql
