#pragma once

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/dialect/dialect.hpp"
#include "compiler/ir/operation.hpp"

namespace migc::lower {

/// Reports names in a schema that the dialect does not have: SQLite knows `main`, the database
/// itself, and `temp`.
void refuse_other_schemas(const ir::Operation& operation, const dialect::Dialect& dialect,
                          diagnostics::Diagnostics& diagnostics);

}  // namespace migc::lower
