#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace migc::random_graph {

/// A set of revisions, a bit for each.
using Bits = std::uint32_t;
inline constexpr std::size_t most = 20;

[[nodiscard]] constexpr Bits bit(std::size_t revision) { return Bits{1} << revision; }
[[nodiscard]] constexpr bool has(Bits set, std::size_t revision) {
  return (set & bit(revision)) != 0;
}
[[nodiscard]] constexpr int count(Bits set) { return std::popcount(set); }
[[nodiscard]] constexpr std::size_t only(Bits set) {
  return static_cast<std::size_t>(std::countr_zero(set));
}

/// A revision; its parents and what it depends on are smaller numbers.
struct Node {
  std::string id;
  Bits parents = 0, depends_on = 0;
  std::vector<std::string> labels = {};
};

/// The revision graph as its definition says it: transitive closures, and sets that are looked
/// through. Nothing here is shared with compiler/graph, so that both cannot be wrong alike.
class Model {
 public:
  explicit Model(std::vector<Node> nodes);

  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  [[nodiscard]] Bits all() const { return static_cast<Bits>(bit(size()) - 1); }

  /// anc(x): what is reachable through parents and dependencies, without itself.
  [[nodiscard]] Bits anc(std::size_t revision) const { return anc_[revision]; }
  [[nodiscard]] Bits with_anc(Bits set) const;
  /// The same through parents alone.
  [[nodiscard]] Bits with_line_below(Bits set) const;
  [[nodiscard]] Bits with_line_above(Bits set) const;
  [[nodiscard]] Bits line(std::size_t revision) const;
  /// A set and all that has one of it in its `anc`.
  [[nodiscard]] Bits with_followers(Bits set) const;

  /// Whether lines join or part at a revision.
  [[nodiscard]] bool is_joint(std::size_t revision) const;
  /// Whether a label of one revision names the other too: one that it is, one that follows it, or
  /// one before it with no joint from there on.
  [[nodiscard]] bool names(std::size_t labelled, std::size_t other) const;

  [[nodiscard]] Bits children(std::size_t revision) const { return children_[revision]; }
  [[nodiscard]] Bits heads() const;
  [[nodiscard]] Bits bases() const;

  /// The members that are in no other member's `anc`.
  [[nodiscard]] Bits maximal(Bits set) const;

  /// What a line has applied that nothing applied outside of it descends from.
  [[nodiscard]] Bits own_part(Bits applied, std::size_t line) const;

  /// I4: what a downgrade to a revision, or to base, reverts, on a line only what is on it;
  /// `alone`: what the line has to itself. Nothing if another applied revision needs any of that.
  [[nodiscard]] std::optional<Bits> reverted(Bits applied, std::optional<std::size_t> target,
                                             std::optional<std::size_t> line, bool alone) const;

 private:
  template <class Holds>
  [[nodiscard]] Bits where(Holds holds) const {
    Bits found = 0;
    for (std::size_t i = 0; i < size(); ++i)
      if (holds(i)) found |= bit(i);
    return found;
  }

  std::vector<Node> nodes_;
  std::vector<Bits> anc_, line_below_, children_;
};

}  // namespace migc::random_graph
