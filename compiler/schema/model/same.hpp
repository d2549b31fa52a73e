#pragma once

#include "compiler/ir/table.hpp"

/// The parts of same_definition(): whether two things say the same, whatever their layout, letter
/// case and quotes, and with what is said by saying nothing.
namespace migc::schema {

[[nodiscard]] bool same_type(const ir::Type& a, const ir::Type& b);
[[nodiscard]] bool same_action(ir::Action a, ir::Action b);
[[nodiscard]] bool same_deferral(const ir::Deferral& a, const ir::Deferral& b);
/// But for their names.
[[nodiscard]] bool same_constraint(const ir::TableConstraint& a, const ir::TableConstraint& b);
/// Including the name it may have.
[[nodiscard]] bool same_not_null(const ir::Column& a, const ir::Column& b);
[[nodiscard]] bool same_default(const ir::Column& a, const ir::Column& b);
[[nodiscard]] bool same_collation(const ir::Column& a, const ir::Column& b);
[[nodiscard]] bool same_generated(const ir::Column& a, const ir::Column& b);
/// Whether all is the same but the names of the columns themselves.
[[nodiscard]] bool same_but_for_name(const ir::Column& a, const ir::Column& b);

/// The constraint of a column that makes it `not null`, or null.
[[nodiscard]] const ir::ColumnConstraint* not_null_of(const ir::Column& column);

}  // namespace migc::schema
