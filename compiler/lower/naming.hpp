#pragma once

#include <map>
#include <string>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/ir/operation.hpp"

namespace migc::lower {

/// Gives the constraints of an operation that have no name the one that the project's convention
/// says. Reports a pattern that cannot be filled in.
void name_constraints(ir::Operation& operation, const std::map<std::string, std::string>& patterns,
                      diagnostics::Diagnostics& diagnostics);

}  // namespace migc::lower
