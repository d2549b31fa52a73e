#include "compiler/graph/graph.hpp"

#include <algorithm>

#include "compiler/graph/build.hpp"
#include "compiler/source/name.hpp"

namespace migc::graph {

namespace {

/// Everything reachable from `from`, itself included. `each_next` calls back with what follows a
/// node.
template <class EachNext>
Set reachable(std::size_t size, std::span<const Index> from, EachNext each_next) {
  Set seen(size, false);
  std::vector<Index> open;
  const auto visit = [&](Index revision) {
    if (seen[revision]) return;
    seen[revision] = true;
    open.push_back(revision);
  };
  for (const Index revision : from) visit(revision);
  while (!open.empty()) {
    const Index revision = open.back();
    open.pop_back();
    each_next(revision, visit);
  }
  return seen;
}

}  // namespace

Graph Graph::build(std::span<const ir::Header> headers, diagnostics::Diagnostics& diagnostics) {
  return Builder(headers, diagnostics).build();
}

std::optional<Index> Graph::find(std::string_view id) const {
  const auto found = by_folded_id_.find(source::fold(id));
  if (found == by_folded_id_.end() || nodes_[found->second].id != id) return std::nullopt;
  return found->second;
}

const Absent* Graph::absent(std::string_view id) const {
  const std::vector<const Absent*> found = absent_with(id);
  return found.empty() || found.front()->id != id ? nullptr : found.front();
}

void Graph::set_absent(std::vector<Absent> absent) {
  absent_ = std::move(absent);
  std::sort(absent_.begin(), absent_.end(),
            [](const Absent& a, const Absent& b) { return a.id < b.id; });
}

std::vector<const Absent*> Graph::absent_with(std::string_view prefix) const {
  std::vector<const Absent*> found;
  auto at = std::lower_bound(absent_.begin(), absent_.end(), prefix,
                             [](const Absent& a, std::string_view b) { return a.id < b; });
  for (; at != absent_.end() && at->id.starts_with(prefix); ++at) found.push_back(&*at);
  return found;
}

std::optional<Index> Graph::labelled(std::string_view label) const {
  const auto found = by_label_.find(std::string(label));
  if (found == by_label_.end()) return std::nullopt;
  return found->second;
}

std::vector<Index> Graph::starting_with(std::string_view prefix) const {
  std::vector<Index> found;
  auto at = std::lower_bound(by_id_.begin(), by_id_.end(), prefix,
                             [&](Index a, std::string_view b) { return id(a) < b; });
  for (; at != by_id_.end() && id(*at).starts_with(prefix); ++at) found.push_back(*at);
  for (const auto& [label, revision] : by_label_)
    if (label.starts_with(prefix)) found.push_back(revision);
  std::sort(found.begin(), found.end(), [&](Index a, Index b) { return id(a) < id(b); });
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<std::string> Graph::names() const {
  std::vector<std::string> names;
  for (const Index revision : by_id_) names.push_back(id(revision));
  for (const auto& [label, revision] : by_label_) names.push_back(label);
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::vector<std::string>> Graph::branch_names() const {
  std::vector<std::vector<std::string>> names(size());
  const auto add = [&](Index revision, std::span<const std::string> more) {
    names[revision].insert(names[revision].end(), more.begin(), more.end());
  };
  const auto is_joint = [&](Index revision) {
    const auto above = children(revision), waiting = dependents(revision);
    // A child that depends on it as well is one follower.
    const bool same = above.size() == 1 && waiting.size() == 1 && above[0] == waiting[0];
    return is_merge_point(revision) || (above.size() + waiting.size() > 1 && !same);
  };
  for (const Index revision : order_) {
    if (labels(revision).empty()) continue;
    Index at = revision;
    add(at, labels(revision));
    while (!is_joint(at) && !is_base(at) && !is_joint(parents(at).front()))
      add(at = parents(at).front(), labels(revision));
  }
  for (const Index revision : order_) {
    for (const Index parent : parents(revision)) add(revision, names[parent]);
    std::sort(names[revision].begin(), names[revision].end());
    names[revision].erase(std::unique(names[revision].begin(), names[revision].end()),
                          names[revision].end());
  }
  return names;
}

Set Graph::with_ancestors(std::span<const Index> from, Edges edges) const {
  return reachable(size(), from, [&](Index revision, const auto& visit) {
    for (const Index parent : parents(revision)) visit(parent);
    if (edges == Edges::parents) return;
    for (const Index needed : depends_on(revision)) visit(needed);
  });
}

Set Graph::with_descendants(std::span<const Index> from, Edges edges) const {
  return reachable(size(), from, [&](Index revision, const auto& visit) {
    for (const Index child : children(revision)) visit(child);
    if (edges == Edges::parents) return;
    for (const Index dependent : dependents(revision)) visit(dependent);
  });
}

Set Graph::line(Index revision) const {
  const Index from[] = {revision};
  Set line = with_ancestors(from, Edges::parents);
  const Set above = with_descendants(from, Edges::parents);
  for (std::size_t i = 0; i < size(); ++i) line[i] = line[i] || above[i];
  return line;
}

Set own_part(const Graph& graph, const Set& line, const Set& applied) {
  std::vector<Index> outside;
  for (Index revision = 0; revision < graph.size(); ++revision)
    if (applied[revision] && !line[revision]) outside.push_back(revision);
  Set own = graph.with_ancestors(outside, Edges::parents);
  for (std::size_t i = 0; i < graph.size(); ++i) own[i] = applied[i] && line[i] && !own[i];
  return own;
}

bool is_line(const Graph& graph) {
  const std::vector<Index>& order = graph.order();
  for (std::size_t at = 1; at < order.size(); ++at) {
    const auto parents = graph.parents(order[at]);
    const auto needed = graph.depends_on(order[at]);
    if (std::find(parents.begin(), parents.end(), order[at - 1]) == parents.end() &&
        std::find(needed.begin(), needed.end(), order[at - 1]) == needed.end())
      return false;
  }
  return true;
}

std::vector<Index> rows(const Graph& graph, const Set& revisions) {
  std::vector<Index> needed;
  for (Index revision = 0; revision < graph.size(); ++revision) {
    if (!revisions[revision]) continue;
    const auto parents = graph.parents(revision), depends_on = graph.depends_on(revision);
    needed.insert(needed.end(), parents.begin(), parents.end());
    needed.insert(needed.end(), depends_on.begin(), depends_on.end());
  }
  const Set implied = graph.with_ancestors(needed);
  std::vector<Index> maximal;
  for (Index revision = 0; revision < graph.size(); ++revision)
    if (revisions[revision] && !implied[revision]) maximal.push_back(revision);
  std::sort(maximal.begin(), maximal.end(),
            [&](Index a, Index b) { return graph.id(a) < graph.id(b); });
  return maximal;
}

}  // namespace migc::graph
