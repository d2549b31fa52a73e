#pragma once

#include <string>

#include "tests/random/history.hpp"
#include "tests/random/way.hpp"

namespace migc::random {

/// Compiles the history, runs it up and down on a real database, and compares with the stations.
/// Returns what went wrong, or nothing.
[[nodiscard]] std::string travel(const History& history, support::FactsReader& reader,
                                 const Way& way);

}  // namespace migc::random
