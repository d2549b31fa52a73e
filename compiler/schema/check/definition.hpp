#pragma once

#include "compiler/schema/check/context.hpp"

namespace migc::schema {

/// Whether a table as a step makes it can exist: its columns, types, keys and the names in its
/// expressions. What it refers to in other tables is judged at the end of the block. Reports every
/// fault; a fault in what the step did not write is told at the step.
[[nodiscard]] bool check_table(const ir::Table& table, const Context& context);

/// The parts of check_table(), each by itself.
/// What one action of a statement may break for as long as another fixes it.
void check_whole(const ir::Table& table, const Context& context);
/// What no action may leave that makes its change at once, as a rename does.
void check_stored_columns(const ir::Table& table, const Context& context);
void check_keys(const ir::Table& table, const Context& context);
void check_generated(const ir::Table& table, const Context& context);
void check_type(const ir::Column& column, const ir::Type& type, const Context& context);

}  // namespace migc::schema
