#pragma once

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/ir/operation.hpp"

namespace migc::lower {

/// Reports names in a schema that SQLite does not have: it knows `main`, the database itself, and
/// `temp`.
void refuse_other_schemas(const ir::Operation& operation, diagnostics::Diagnostics& diagnostics);

}  // namespace migc::lower
