#pragma once

#include <string>

#include "tests/random/history.hpp"

namespace migc::random {

/// Compiles the history, runs it up and down on a real database, and compares with the stations.
/// `shell` feeds the scripts to SQLite's own shell instead of running them here. Returns what went
/// wrong, or nothing.
[[nodiscard]] std::string travel(const History& history, support::FactsReader& reader, bool shell);

}  // namespace migc::random
