#include "tests/random_graph/model.hpp"

namespace migc::random_graph {

Model::Model(std::vector<Node> nodes) : nodes_(std::move(nodes)) {
  for (const Node& node : nodes_) {
    Bits anc = node.parents | node.depends_on, below = node.parents;
    for (std::size_t i = 0; i < anc_.size(); ++i) {
      if (has(node.parents | node.depends_on, i)) anc |= anc_[i];
      if (has(node.parents, i)) below |= line_below_[i];
    }
    anc_.push_back(anc);
    line_below_.push_back(below);
  }
  for (std::size_t revision = 0; revision < size(); ++revision)
    children_.push_back(where([&](std::size_t i) { return has(nodes_[i].parents, revision); }));
}

Bits Model::with_anc(Bits set) const {
  Bits all = set;
  for (std::size_t i = 0; i < size(); ++i)
    if (has(set, i)) all |= anc_[i];
  return all;
}

Bits Model::with_line_below(Bits set) const {
  Bits all = set;
  for (std::size_t i = 0; i < size(); ++i)
    if (has(set, i)) all |= line_below_[i];
  return all;
}

Bits Model::with_line_above(Bits set) const {
  return set | where([&](std::size_t i) { return (line_below_[i] & set) != 0; });
}

Bits Model::line(std::size_t revision) const {
  return with_line_below(bit(revision)) | with_line_above(bit(revision));
}

Bits Model::with_followers(Bits set) const {
  return set | where([&](std::size_t i) { return (anc_[i] & set) != 0; });
}

bool Model::is_joint(std::size_t revision) const {
  const Bits followers =
      where([&](std::size_t i) { return has(nodes_[i].parents | nodes_[i].depends_on, revision); });
  return count(nodes_[revision].parents) > 1 || count(followers) > 1;
}

bool Model::names(std::size_t labelled, std::size_t other) const {
  if (has(with_line_above(bit(labelled)), other)) return true;
  if (!has(with_line_below(bit(labelled)), other)) return false;
  const Bits between = with_line_above(bit(other)) & with_line_below(bit(labelled));
  return where([&](std::size_t i) { return has(between, i) && is_joint(i); }) == 0;
}

Bits Model::heads() const {
  return where([&](std::size_t i) { return children(i) == 0; });
}

Bits Model::bases() const {
  return where([&](std::size_t i) { return nodes_[i].parents == 0; });
}

Bits Model::maximal(Bits set) const {
  Bits implied = 0;
  for (std::size_t i = 0; i < size(); ++i)
    if (has(set, i)) implied |= anc_[i];
  return set & ~implied;
}

Bits Model::own_part(Bits applied, std::size_t line_of) const {
  const Bits outside = applied & ~line(line_of);
  return applied & line(line_of) & ~with_line_below(outside);
}

std::optional<Bits> Model::reverted(Bits applied, std::optional<std::size_t> target,
                                    std::optional<std::size_t> line_of, bool alone) const {
  Bits line_set = line_of ? line(*line_of) : all();
  if (line_of && alone && !target) line_set = own_part(applied, *line_of);
  const Bits roots = (target ? children(*target) : all()) & line_set & applied;
  const Bits found =
      applied & line_set & where([&](std::size_t i) { return ((anc_[i] | bit(i)) & roots) != 0; });
  for (std::size_t i = 0; i < size(); ++i)
    if (has(applied & ~found, i) && (anc_[i] & found) != 0) return std::nullopt;
  return found;
}

}  // namespace migc::random_graph
