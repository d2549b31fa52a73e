#pragma once

#include "tests/random_graph/invent.hpp"

namespace migc::random_graph {

struct Trip {
  std::string wrong = {};  ///< What was wrong first, or nothing.
  std::size_t steps = 0;   ///< Revisions applied and reverted.
};

/// Builds a random graph in two orders of its headers, and goes up and down in it at random.
[[nodiscard]] Trip travel(const Model& model, Rng& rng);

}  // namespace migc::random_graph
