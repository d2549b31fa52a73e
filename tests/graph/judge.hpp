#pragma once

#include <string>

#include "tests/graph/workspace.hpp"

namespace migc::graph_cases {

/// What is wrong with the answer to a case, or nothing.
[[nodiscard]] std::string judge(const Case& test, const Answer& answer);

}  // namespace migc::graph_cases
