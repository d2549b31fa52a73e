#include "tests/random_graph/real.hpp"

#include <algorithm>

namespace migc::random_graph {

Real::Real(const Model& model, std::span<const ir::Header> headers)
    : model_(model), graph_(graph::Graph::build(headers, diagnostics_)), number_(model.size()) {
  for (std::size_t i = 0; i < model.size(); ++i) {
    index_.push_back(graph_.find(model.nodes()[i].id).value());
    number_[index_.back()] = i;
  }
}

std::vector<graph::Index> Real::indices(Bits set) const {
  std::vector<graph::Index> found;
  for (std::size_t i = 0; i < index_.size(); ++i)
    if (has(set, i)) found.push_back(index_[i]);
  return found;
}

graph::Target Real::target(Bits set, std::optional<std::size_t> line) const {
  graph::Target target{indices(set), {}};
  if (line) target.line = index_[*line];
  return target;
}

std::string Real::compare() const {
  if (!diagnostics_.ok()) return "a sound graph is refused: " + diagnostics_.all().front().text;
  const auto told = [&](const std::vector<graph::Index>& revisions) {
    Ids ids;
    for (const graph::Index revision : revisions) ids.push_back(graph_.id(revision));
    return ids;
  };
  if (told(graph_.heads()) != ids_of(model_, model_.heads())) return "other heads";
  if (told(graph_.bases()) != ids_of(model_, model_.bases())) return "other bases";
  if (std::string reason = compare_order(); !reason.empty()) return reason;
  return compare_branch_names();
}

std::string Real::compare_order() const {
  Bits before = 0;
  for (const graph::Index revision : graph_.order()) {
    const std::size_t at = number_[revision];
    if ((model_.anc(at) & ~before) != 0)
      return "the order has " + graph_.id(revision) + " too early";
    before |= bit(at);
  }
  return before == model_.all() ? "" : "the order leaves revisions out";
}

std::string Real::compare_branch_names() const {
  const auto names = graph_.branch_names();
  for (std::size_t i = 0; i < model_.size(); ++i) {
    Ids wanted;
    for (std::size_t other = 0; other < model_.size(); ++other)
      if (!model_.nodes()[other].labels.empty() && model_.names(other, i))
        for (const std::string& label : model_.nodes()[other].labels) wanted.push_back(label);
    std::sort(wanted.begin(), wanted.end());
    if (names[index_[i]] != wanted) return "other branch names of " + model_.nodes()[i].id;
  }
  return "";
}

Ids ids_of(const Model& model, Bits set) {
  Ids ids;
  for (std::size_t i = 0; i < model.size(); ++i)
    if (has(set, i)) ids.push_back(model.nodes()[i].id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace migc::random_graph
