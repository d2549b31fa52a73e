#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/graph/graph.hpp"
#include "compiler/ir/revision.hpp"

namespace migc::graph {

/// Makes a Graph of headers, once: names, then edges, then the order, then what has none.
class Builder {
 public:
  Builder(std::span<const ir::Header> headers, diagnostics::Diagnostics& diagnostics)
      : headers_(headers), diagnostics_(diagnostics) {}

  [[nodiscard]] Graph build();

 private:
  void add_nodes();
  void add_id(Index revision);
  void add_labels(Index revision);
  void add_edges();
  void add_parents(Index revision);
  void report_missing(Index revision, const ir::Name& parent);
  void add_dependencies(Index revision);
  void connect();
  void sort_revisions();
  void find_ends();
  void report_cycles();
  void report_cycle(std::vector<Index> members);

  [[nodiscard]] std::optional<Index> dependency(Index revision, const ir::Name& name);
  void suggest_longer(diagnostics::Diagnostic& complaint, Index revision, const ir::Name& name);
  void suggest(diagnostics::Diagnostic& complaint, Index revision, const ir::Name& name);
  void tidy(std::vector<Index>& neighbours) const;
  [[nodiscard]] bool waits_for_dependency(Index revision, Index needed) const;
  [[nodiscard]] source::Span edge_written(Index revision, Index needed) const;

  std::span<const ir::Header> headers_;
  diagnostics::Diagnostics& diagnostics_;
  Graph graph_;
  std::vector<std::size_t> rank_;  ///< Of each revision, when sorted by id.
  std::vector<Index> ranked_;      ///< The revisions so sorted.
  std::vector<bool> broken_;       ///< Has an error of its own, so it never enters the order.
  std::size_t suggestions_ = 0;
};

}  // namespace migc::graph
