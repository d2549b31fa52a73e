#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/ir/revision.hpp"

namespace migc::graph {

/// A revision: its place among the headers that the graph was built from.
using Index = std::uint32_t;

/// Which revisions are meant, by index.
using Set = std::vector<bool>;

/// What is followed from revision to revision.
enum class Edges : std::uint8_t { all, parents };

/// An id that a graph has no revision for, and that of the revision in it that replaces it.
struct Absent {
  std::string id, by;
  bool same = false;  ///< Whether the schema is the same after both; else `id` is in the middle.
  bool gone = false;  ///< Whether its file is; else this view leaves it out.
};

/// All revisions of a project and how they follow each other.
///
/// A revision comes after its parents (`revises`) and after what it `depends on`; `anc(x)` is
/// everything reachable from x through both. Parents make lines and heads, dependencies only order.
class Graph {
 public:
  /// Reports duplicate, illegal and missing ids, duplicate labels, self-loops and cycles. A
  /// revision in error and all that come after it are left out of `order()`, heads and bases, so
  /// that one mistake is reported once. Linear in revisions and edges, apart from sorting the ids.
  /// No recursion.
  [[nodiscard]] static Graph build(std::span<const ir::Header> headers,
                                   diagnostics::Diagnostics& diagnostics);

  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  [[nodiscard]] const std::string& id(Index revision) const { return nodes_[revision].id; }
  /// Where the header gives the id.
  [[nodiscard]] source::Span written(Index revision) const { return nodes_[revision].written; }

  /// Ascending by id, as all lists of neighbours.
  [[nodiscard]] std::span<const Index> parents(Index revision) const {
    return nodes_[revision].parents;
  }
  [[nodiscard]] std::span<const Index> children(Index revision) const {
    return nodes_[revision].children;
  }
  [[nodiscard]] std::span<const Index> depends_on(Index revision) const {
    return nodes_[revision].depends_on;
  }
  [[nodiscard]] std::span<const Index> dependents(Index revision) const {
    return nodes_[revision].dependents;
  }
  /// The labels written in its header.
  [[nodiscard]] std::span<const std::string> labels(Index revision) const {
    return nodes_[revision].labels;
  }
  /// For every revision the labels that it goes by, sorted: a label names its revision, all that
  /// follow it by parents, and those before it down to where lines join or part.
  [[nodiscard]] std::vector<std::vector<std::string>> branch_names() const;

  /// The revision of exactly this id, letter for letter.
  [[nodiscard]] std::optional<Index> find(std::string_view id) const;
  /// What is known of an id that no revision here has; null for others.
  [[nodiscard]] const Absent* absent(std::string_view id) const;
  void set_absent(std::vector<Absent> absent);
  /// What is absent and starts with `prefix`.
  [[nodiscard]] std::vector<const Absent*> absent_with(std::string_view prefix) const;
  /// The revision that has exactly this label in its header.
  [[nodiscard]] std::optional<Index> labelled(std::string_view label) const;
  /// The revisions whose id, or one of whose labels, starts with `prefix`; by id, each once.
  [[nodiscard]] std::vector<Index> starting_with(std::string_view prefix) const;
  /// All ids and labels, sorted; what a mistyped word is compared with.
  [[nodiscard]] std::vector<std::string> names() const;

  /// Every sound revision after all of its `anc`: ties by id, one line finished before the next
  /// begins, whatever the order of the headers.
  [[nodiscard]] const std::vector<Index>& order() const { return order_; }
  /// Where a sound revision stands in `order()`.
  [[nodiscard]] std::size_t position(Index revision) const { return nodes_[revision].position; }
  [[nodiscard]] bool sound(Index revision) const { return nodes_[revision].position != nowhere; }

  [[nodiscard]] const std::vector<Index>& heads() const { return heads_; }  ///< No children; by id.
  [[nodiscard]] const std::vector<Index>& bases() const { return bases_; }  ///< No parents; by id.
  [[nodiscard]] bool is_head(Index revision) const { return children(revision).empty(); }
  [[nodiscard]] bool is_base(Index revision) const { return parents(revision).empty(); }
  [[nodiscard]] bool is_branch_point(Index revision) const { return children(revision).size() > 1; }
  [[nodiscard]] bool is_merge_point(Index revision) const { return parents(revision).size() > 1; }

  /// `from` and everything that its members follow.
  [[nodiscard]] Set with_ancestors(std::span<const Index> from, Edges edges = Edges::all) const;
  /// `from` and everything that follows its members.
  [[nodiscard]] Set with_descendants(std::span<const Index> from, Edges edges = Edges::all) const;
  /// The line of a revision: itself, what it follows and what follows it, by parents alone.
  [[nodiscard]] Set line(Index revision) const;

 private:
  friend class Builder;
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  struct Node {
    std::string id;
    source::Span written;
    std::vector<Index> parents, children, depends_on, dependents;
    std::vector<std::string> labels;
    std::size_t position = nowhere;
  };

  std::vector<Node> nodes_;
  std::vector<Index> by_id_;  ///< Known ids, each once, ascending.
  std::unordered_map<std::string, Index> by_folded_id_;
  std::unordered_map<std::string, Index> by_label_;
  std::vector<Index> order_, heads_, bases_;
  std::vector<Absent> absent_;  ///< Ascending by id.
};

/// Calls `visit` with everything that a revision directly comes after: parents, then dependencies.
template <class Visit>
void each_needed(const Graph& graph, Index revision, Visit visit) {
  for (const Index parent : graph.parents(revision)) visit(parent);
  for (const Index needed : graph.depends_on(revision)) visit(needed);
}

/// What a branch has to itself: those of its applied revisions from which no applied revision
/// outside of it descends.
[[nodiscard]] Set own_part(const Graph& graph, const Set& line, const Set& applied);

/// Whether each revision follows the one before it in `order()`: there is only one way up.
[[nodiscard]] bool is_line(const Graph& graph);

/// The maximal elements of a set: those that are in no other member's `anc`, ascending by id. Of
/// all that is applied they are the rows of the version table.
[[nodiscard]] std::vector<Index> rows(const Graph& graph, const Set& revisions);

}  // namespace migc::graph
