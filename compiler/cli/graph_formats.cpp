#include "compiler/cli/graph_formats.hpp"

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "compiler/cli/drawing_text.hpp"
#include "compiler/diagnostics/escape.hpp"

namespace migc::cli {

using diagnostics::printable;
using graph::Index;

namespace {

/// Calls `visit(from, to, is_dependency)` for every edge with both ends among the revisions.
template <class Visit>
void each_edge(const graph::Graph& graph, std::span<const Index> revisions, Visit visit) {
  graph::Set among(graph.size());
  for (const Index revision : revisions) among[revision] = true;
  for (const Index revision : revisions) {
    for (const Index parent : graph.parents(revision))
      if (among[parent]) visit(parent, revision, false);
    for (const Index needed : graph.depends_on(revision))
      if (among[needed]) visit(needed, revision, true);
  }
}

/// What stands in a node: the id with what is special about it, and the message below.
std::string label(const pipeline::History& history, Index revision,
                  std::string (*escape)(std::string_view), std::string_view line_break) {
  const graph::Graph& graph = history.graph;
  const auto escaped = [escape](std::string_view text) { return escape(printable(text)); };
  std::string text = escaped(graph.id(revision));
  const auto labels = graph.labels(revision);
  if (!labels.empty())
    text += fmt::format(" ({})", escaped(fmt::format("{}", fmt::join(labels, ", "))));
  if (graph.is_head(revision)) text += " (head)";
  const std::string& message = history.headers[revision].message;
  if (!message.empty()) text += fmt::format("{}{}", line_break, escaped(message));
  return text;
}

}  // namespace

std::string mermaid(const pipeline::History& history, std::span<const Index> revisions) {
  // Nodes go by number: an id such as `end` would be a word of the language.
  std::vector<std::size_t> number(history.graph.size());
  for (std::size_t at = 0; at < revisions.size(); ++at) number[revisions[at]] = at + 1;
  std::string text = "flowchart BT\n";
  for (const Index revision : revisions) {
    const bool head = history.graph.is_head(revision);
    text += fmt::format("  r{}{}\"{}\"{}\n", number[revision], head ? "([" : "[",
                        label(history, revision, mermaid_text, "<br/>"), head ? "])" : "]");
  }
  each_edge(history.graph, revisions, [&](Index from, Index to, bool is_dependency) {
    text += fmt::format("  r{} {} r{}\n", number[from], is_dependency ? "-.->" : "-->", number[to]);
  });
  return text;
}

std::string dot(const pipeline::History& history, std::span<const Index> revisions) {
  const graph::Graph& graph = history.graph;
  std::string text = "digraph revisions {\n  rankdir=BT;\n  node [shape=box];\n";
  for (const Index revision : revisions) {
    text += fmt::format("  \"{}\" [label=\"{}\"{}];\n", graph.id(revision),
                        label(history, revision, dot_text, "\\n"),
                        graph.is_head(revision) ? ", style=bold" : "");
  }
  each_edge(graph, revisions, [&](Index from, Index to, bool is_dependency) {
    text += fmt::format("  \"{}\" -> \"{}\"{};\n", graph.id(from), graph.id(to),
                        is_dependency ? " [style=dashed]" : "");
  });
  return text + "}\n";
}

}  // namespace migc::cli
