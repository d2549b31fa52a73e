#include "compiler/graph/walk.hpp"

namespace migc::graph {

namespace {

std::vector<Index> neighbours(const Graph& graph, const std::optional<Index>& at, bool up,
                              const Set* line) {
  std::span<const Index> all;
  if (at)
    all = up ? graph.children(*at) : graph.parents(*at);
  else if (up)
    all = graph.bases();
  std::vector<Index> found;
  for (const Index revision : all)
    if (line == nullptr || (*line)[revision]) found.push_back(revision);
  return found;
}

}  // namespace

Walk walk(const Graph& graph, std::optional<Index> from, std::int64_t offset, const Set* line) {
  Walk walk{.at = from};
  const bool up = offset > 0;
  const std::int64_t wanted = up ? offset : -offset;
  for (; walk.steps < wanted; ++walk.steps) {
    const std::vector<Index> next = neighbours(graph, walk.at, up, line);
    if (next.size() > 1) {
      walk.end = Walk::End::several_ways;
      walk.ways = next;
      return walk;
    }
    if (next.empty() && (up || !walk.at)) {
      walk.end = Walk::End::off_the_graph;
      return walk;
    }
    walk.at = next.empty() ? std::nullopt : std::optional(next.front());
  }
  return walk;
}

}  // namespace migc::graph
