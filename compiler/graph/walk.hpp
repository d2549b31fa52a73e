#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "compiler/graph/graph.hpp"

namespace migc::graph {

/// Where counting steps led.
struct Walk {
  enum class End : std::uint8_t { arrived, several_ways, off_the_graph };

  End end = End::arrived;
  std::optional<Index> at{};  ///< Where it ended; nothing is `base`.
  std::int64_t steps = 0;     ///< How many were possible.
  std::vector<Index> ways{};  ///< For `several_ways`: where to go on.
};

/// Goes `offset` steps from a revision, or from `base`: up along children, down along parents, on
/// the given line if there is one. Below the bases lies `base`; nothing lies below that.
[[nodiscard]] Walk walk(const Graph& graph, std::optional<Index> from, std::int64_t offset,
                        const Set* line);

}  // namespace migc::graph
