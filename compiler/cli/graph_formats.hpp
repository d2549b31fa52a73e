#pragma once

#include <span>
#include <string>

#include "compiler/graph/graph.hpp"
#include "compiler/pipeline/project.hpp"

/// The revision graph for programs that draw. Both have a node per revision, older ones further
/// down, with id, labels, `(head)` and message; an arrow from each parent among the revisions to
/// its child, and a dashed one to whatever depends on it. No text of a user leaves its quotes.
namespace migc::cli {

/// A flowchart of Mermaid: its gitGraph takes no more than two parents and no second base.
/// https://mermaid.js.org/syntax/flowchart.html
[[nodiscard]] std::string mermaid(const pipeline::History& history,
                                  std::span<const graph::Index> revisions);

/// A digraph of Graphviz. https://graphviz.org/doc/info/lang.html
[[nodiscard]] std::string dot(const pipeline::History& history,
                              std::span<const graph::Index> revisions);

}  // namespace migc::cli
