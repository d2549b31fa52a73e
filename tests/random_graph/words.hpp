#pragma once

#include <span>

#include "compiler/graph/graph.hpp"
#include "tests/random/rng.hpp"

namespace migc::random_graph {

/// Resolves words without sense: each gives a target or at least one error, never both, and
/// whatever it gives can be used.
[[nodiscard]] std::string pelt(const graph::Graph& graph, std::span<const std::string> rows,
                               random::Rng& rng);

}  // namespace migc::random_graph
