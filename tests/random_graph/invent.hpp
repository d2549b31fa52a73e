#pragma once

#include "compiler/ir/revision.hpp"
#include "tests/random/rng.hpp"
#include "tests/random_graph/model.hpp"

namespace migc::random_graph {

using random::Rng;

/// A graph of any shape: several bases and heads, merges, dependencies, labels, names of which one
/// begins like another, and edges that another edge implies.
[[nodiscard]] Model invent(Rng& rng);

/// The headers that say it, in a random order.
[[nodiscard]] std::vector<ir::Header> headers_of(const Model& model, Rng& rng);

/// The graph in short, to see a failure by.
[[nodiscard]] std::string describe(const Model& model);

}  // namespace migc::random_graph
