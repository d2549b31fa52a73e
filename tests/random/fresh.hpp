#pragma once

#include <string>

#include "tests/random/history.hpp"

namespace migc::random {

/// Makes what the history leads to in one step, its rows included, and compares that with the last
/// station. Returns what went wrong, or nothing.
[[nodiscard]] std::string make_fresh(const History& history, support::FactsReader& reader);

}  // namespace migc::random
