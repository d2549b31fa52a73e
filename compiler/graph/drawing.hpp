#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "compiler/graph/graph.hpp"

namespace migc::graph {

/// What stands to the left of one revision's text. No row ends with a space.
struct DrawnRevision {
  std::vector<std::string> rows{};  ///< The first has the mark, the others lead on to what follows.
  std::string below{};              ///< Goes beside text of more lines than there are rows.
  std::size_t width = 0;            ///< Columns of the widest of them.
};

struct Drawing {
  std::vector<DrawnRevision> revisions{};
  bool is_line = true;  ///< Each revision follows the next one: a drawing says nothing more.
};

/// Draws revisions, given newest first (none before one that follows it), as lanes:
///
///     *   d, which merges b and c
///     |\  .
///     | * c
///     * | b
///     |/  .
///     *   a
///
/// `*` is a revision, and whoever follows the line below it comes to its parents. Each row between
/// marks has one connection: `\` or `/` leads into the lane beside it. A connection from further
/// away begins at `+`, or at `'` where its lane ends, and goes along `-`; lanes that stand in its
/// way are crossed. `~` ends a line whose revisions are not among those given.
///
/// Only parents make lines: dependencies order revisions and join nothing, and would cross most of
/// the picture to say what the text says. A lane leads to one revision, and two that lead to the
/// same are joined at once, so that a row is as wide as there are revisions to come. Linear in what
/// is drawn.
[[nodiscard]] Drawing draw(const Graph& graph, std::span<const Index> newest_first);

}  // namespace migc::graph
