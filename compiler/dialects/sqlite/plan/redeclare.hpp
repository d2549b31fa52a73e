#pragma once

#include "compiler/ir/operation.hpp"
#include "compiler/schema/model/schema.hpp"

/// Which changes are changes of the declaration alone: every row that is stored means the same
/// under the new text, and every index holds the same. Defaults are never among them: rows from
/// before an ADD COLUMN read the default of the text.
/// https://www.sqlite.org/pragma.html#pragma_writable_schema
namespace migc::backends::sqlite {

/// Whether values of the column are stored in the same way under its new type: of the same
/// affinity, in no strict table, and as little a name of the rowid as before.
[[nodiscard]] bool keeps_affinity(const source::Name& altered, const ir::SetType& op,
                                  const schema::Schema& before);

/// A virtual column without a condition on its values: it is stored nowhere.
[[nodiscard]] bool is_plainly_computed(const ir::Column& column);

/// Whether the constraint of that name is a check, or one for which nothing is stored.
[[nodiscard]] bool is_check(const ir::Table& table, const ir::Name& constraint);
[[nodiscard]] bool only_declares(const ir::Table& table, const ir::Name& constraint);

/// Whether a strict table has a column of type ANY, which means something else outside of one.
[[nodiscard]] bool has_any_column(const ir::Table& table);

/// Whether the column's NOT NULL has a name.
[[nodiscard]] bool has_named_not_null(const ir::Column& column);

}  // namespace migc::backends::sqlite
