#pragma once

#include <map>
#include <string>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/ir/operation.hpp"

namespace migc::lower {

/// Reports what would be called as something that migc itself keeps in the database: `own` says
/// what that is, by its folded name.
void refuse_own_names(const ir::Operation& operation, const std::map<std::string, std::string>& own,
                      diagnostics::Diagnostics& diagnostics);

}  // namespace migc::lower
