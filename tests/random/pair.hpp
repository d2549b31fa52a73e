#pragma once

#include <string>

#include "tests/random/history.hpp"

namespace migc::random {

/// Takes schemas of a history in pairs: the difference of each pair, as statements of the language,
/// has to make the second of the first on a real database with rows, and nothing of itself. What
/// was renamed is said by `was`. Returns what went wrong, or nothing.
[[nodiscard]] std::string compare_pairs(const History& history, support::FactsReader& reader);

}  // namespace migc::random
