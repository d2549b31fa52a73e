#include <fmt/core.h>

#include <algorithm>
#include <cstdint>

#include "compiler/diagnostics/catalogue/graph.hpp"
#include "compiler/graph/build.hpp"

namespace migc::graph {

namespace kind = diagnostics::kind;

namespace {

constexpr std::size_t most_shown = 10;  ///< Members of a cycle that are named.

enum class Mark : std::uint8_t { unseen, open, done };

/// A revision on the current way, and how many of its edges have been tried.
struct Visit {
  Index revision;
  std::size_t next = 0;
  std::size_t told = 0;  ///< How many on the way up to here are in a cycle already told.
};

}  // namespace

/// Walks back from what has no place in the order, depth first without recursion. Meeting a
/// revision of the current way again closes a cycle. A cycle that shares a revision with one
/// already told is left out: fixing the first may fix it, and the output stays linear.
void Builder::report_cycles() {
  std::vector<Mark> marks(graph_.size(), Mark::unseen);
  std::vector<std::size_t> depth(graph_.size(), 0);
  std::vector<Visit> way;
  const auto enter = [&](Index revision) {
    marks[revision] = Mark::open;
    depth[revision] = way.size();
    way.push_back({revision, 0, way.empty() ? 0 : way.back().told});
  };
  const auto close = [&](std::size_t begin) {
    std::size_t told = begin == 0 ? 0 : way[begin - 1].told;
    if (way.back().told != told) return;
    std::vector<Index> cycle;
    for (std::size_t at = begin; at < way.size(); ++at) {
      cycle.push_back(way[at].revision);
      way[at].told = ++told;
    }
    report_cycle(std::move(cycle));
  };
  const auto meet = [&](Index needed) {
    if (graph_.sound(needed)) return;
    if (marks[needed] == Mark::unseen)
      enter(needed);
    else if (marks[needed] == Mark::open)
      close(depth[needed]);
  };
  for (const Index start : ranked_) {
    if (graph_.sound(start) || marks[start] != Mark::unseen) continue;
    enter(start);
    while (!way.empty()) {
      const Index revision = way.back().revision;
      const std::size_t edge = way.back().next++;
      const auto parents = graph_.parents(revision), needed = graph_.depends_on(revision);
      if (edge < parents.size()) {
        meet(parents[edge]);
      } else if (edge < parents.size() + needed.size()) {
        meet(needed[edge - parents.size()]);
      } else {
        marks[revision] = Mark::done;
        way.pop_back();
      }
    }
  }
}

/// `members` go from each revision to one that it needs, and from the last to the first.
void Builder::report_cycle(std::vector<Index> members) {
  std::rotate(members.begin(),
              std::min_element(members.begin(), members.end(),
                               [&](Index a, Index b) { return rank_[a] < rank_[b]; }),
              members.end());
  const auto next = [&](std::size_t i) { return members[(i + 1) % members.size()]; };
  const std::size_t shown = std::min(members.size(), most_shown);
  std::string text;
  bool only_parents = true;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i < shown) text += fmt::format("`{}` -> ", graph_.id(members[i]));
    only_parents = only_parents && !waits_for_dependency(members[i], next(i));
  }
  if (shown < members.size()) text += fmt::format("{} more -> ", members.size() - shown);
  text += fmt::format("`{}`", graph_.id(members.front()));

  const source::Span place = edge_written(members.front(), next(0));
  auto& complaint = only_parents ? diagnostics_.report(kind::revision_cycle, place, text)
                                 : diagnostics_.report(kind::dependency_cycle, place, text);
  for (std::size_t i = 1; i < shown; ++i)
    complaint.note(edge_written(members[i], next(i)),
                   fmt::format("`{}` {} `{}` here", graph_.id(members[i]),
                               waits_for_dependency(members[i], next(i)) ? "depends on" : "revises",
                               graph_.id(next(i))));
  complaint.note("remove the one that leads from an older revision to a newer one");
}

bool Builder::waits_for_dependency(Index revision, Index needed) const {
  const auto parents = graph_.parents(revision);
  return std::find(parents.begin(), parents.end(), needed) == parents.end();
}

/// Where a header names what it needs; its id when it does so by a label or a part.
source::Span Builder::edge_written(Index revision, Index needed) const {
  const ir::Header& header = headers_[revision];
  for (const auto* names : {&header.parents, &header.depends_on})
    for (const ir::Name& name : *names)
      if (name.text == graph_.id(needed)) return name.written;
  return header.id.written;
}

}  // namespace migc::graph
