#include "tests/random_graph/invent.hpp"

#include <numeric>
#include <set>

namespace migc::random_graph {

namespace {

/// Few letters, so that names begin alike.
std::string fresh_name(Rng& rng, std::set<std::string>& taken) {
  for (;;) {
    std::string name;
    do name += "abc"[rng.below(3)];
    while (name.size() < 5 && rng.chance(70));
    if (taken.insert(name).second) return name;
  }
}

/// Mostly one of the last, so that lines come about.
std::size_t earlier(Rng& rng, std::size_t revision) {
  return rng.chance(60) ? revision - 1 - rng.below(std::min<std::size_t>(revision, 3))
                        : rng.below(revision);
}

Bits draw_parents(Rng& rng, std::size_t revision) {
  Bits parents = 0;
  if (revision == 0 || rng.chance(12)) return parents;
  do parents |= bit(earlier(rng, revision));
  while (rng.chance(25));
  return parents;
}

Bits draw_dependencies(Rng& rng, std::size_t revision) {
  Bits needed = 0;
  while (revision > 0 && rng.chance(18)) needed |= bit(rng.below(revision));
  return needed;
}

Bits anc_of(const std::vector<Node>& nodes, Bits set) {
  Bits all = set;
  for (std::size_t i = nodes.size(); i-- > 0;)
    if (has(all, i)) all |= nodes[i].parents | nodes[i].depends_on;
  return all;
}

/// An edge to what is implied already.
void add_redundant(Rng& rng, const std::vector<Node>& nodes, Node& node) {
  const Bits implied = anc_of(nodes, node.parents | node.depends_on);
  const std::size_t other = rng.below(nodes.size());
  if (!has(implied, other)) return;
  (rng.chance(50) ? node.parents : node.depends_on) |= bit(other);
}

ir::Name named(std::string text) { return {std::move(text), false, {}, {}}; }

std::vector<ir::Name> names_of(const Model& model, Bits set) {
  std::vector<ir::Name> names;
  for (std::size_t i = 0; i < model.size(); ++i)
    if (has(set, i)) names.push_back(named(model.nodes()[i].id));
  return names;
}

}  // namespace

Model invent(Rng& rng) {
  std::vector<Node> nodes;
  std::set<std::string> taken;
  const std::size_t size = 1 + rng.below(most);
  for (std::size_t i = 0; i < size; ++i) {
    Node node{fresh_name(rng, taken), draw_parents(rng, i), draw_dependencies(rng, i), {}};
    if (i > 0 && node.parents != 0 && rng.chance(30)) add_redundant(rng, nodes, node);
    while (rng.chance(15)) node.labels.push_back(fresh_name(rng, taken));
    nodes.push_back(std::move(node));
  }
  return Model(std::move(nodes));
}

std::vector<ir::Header> headers_of(const Model& model, Rng& rng) {
  std::vector<std::size_t> order(model.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  rng.shuffle(order);
  std::vector<ir::Header> headers;
  headers.reserve(order.size());
  for (const std::size_t revision : order) {
    const Node& node = model.nodes()[revision];
    ir::Header& header = headers.emplace_back();
    header.id = named(node.id);
    header.parents = names_of(model, node.parents);
    header.depends_on = names_of(model, node.depends_on);
    for (const std::string& label : node.labels) header.labels.push_back(named(label));
    rng.shuffle(header.parents);
    // A dependency can be named by a label as well.
    for (ir::Name& name : header.depends_on)
      for (const Node& needed : model.nodes())
        if (needed.id == name.text && !needed.labels.empty() && rng.chance(50))
          name = named(rng.pick(needed.labels));
  }
  return headers;
}

std::string describe(const Model& model) {
  std::string text;
  const auto list = [&](std::string_view what, Bits set) {
    if (set == 0) return;
    text += what;
    for (std::size_t i = 0; i < model.size(); ++i)
      if (has(set, i)) text += " " + model.nodes()[i].id;
  };
  for (const Node& node : model.nodes()) {
    text += "  " + node.id;
    list(" <", node.parents);
    list(" ; needs", node.depends_on);
    if (!node.labels.empty()) text += " ; label";
    for (const std::string& label : node.labels) text += " " + label;
    text += "\n";
  }
  return text;
}

}  // namespace migc::random_graph
