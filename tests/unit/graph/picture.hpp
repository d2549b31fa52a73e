#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "compiler/graph/drawing.hpp"
#include "tests/unit/graph/history.hpp"

namespace migc::test {

using graph::Index;
using Ids = std::vector<std::string>;

inline std::vector<Index> newest_first(const graph::Graph& graph) {
  return {graph.order().rbegin(), graph.order().rend()};
}

/// The picture with the ids beside it, as history prints it.
inline std::string picture(const graph::Graph& graph, const std::vector<Index>& revisions) {
  const graph::Drawing drawing = draw(graph, revisions);
  std::string text = "\n";
  for (std::size_t i = 0; i < revisions.size(); ++i) {
    const graph::DrawnRevision& drawn = drawing.revisions[i];
    for (const std::string& row : drawn.rows) {
      text += row;
      if (&row == &drawn.rows[0])
        text += std::string(drawn.width + 1 - row.size(), ' ') + graph.id(revisions[i]);
      text += "\n";
    }
  }
  return text;
}

inline std::string picture(const Ids& lines, const Ids& shown = {}) {
  const History history(lines);
  CHECK(history.complaints().empty());
  std::vector<Index> revisions = newest_first(history.graph);
  if (!shown.empty())
    std::erase_if(revisions, [&](Index one) {
      return std::find(shown.begin(), shown.end(), history.graph.id(one)) == shown.end();
    });
  return picture(history.graph, revisions);
}

}  // namespace migc::test
