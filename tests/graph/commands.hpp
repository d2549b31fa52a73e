#pragma once

#include <string>

#include "tests/graph/workspace.hpp"

namespace migc::graph_cases {

/// Runs the command lines that ask migc what the case asks. Throws for a command that is unknown.
[[nodiscard]] Answer ask(const Case& test, const Workspace& workspace);

}  // namespace migc::graph_cases
