#pragma once

#include <span>

#include "compiler/graph/path.hpp"
#include "tests/random_graph/model.hpp"

namespace migc::random_graph {

using Ids = std::vector<std::string>;

/// What compiler/graph made of one order of a model's headers, in the model's numbers.
class Real {
 public:
  Real(const Model& model, std::span<const ir::Header> headers);

  [[nodiscard]] const graph::Graph& graph() const { return graph_; }
  /// What is wrong with the graph itself, or nothing.
  [[nodiscard]] std::string compare() const;

  [[nodiscard]] std::vector<graph::Index> indices(Bits set) const;
  [[nodiscard]] graph::Index index(std::size_t revision) const { return index_[revision]; }
  [[nodiscard]] std::size_t number(graph::Index index) const { return number_[index]; }
  [[nodiscard]] graph::Target target(Bits set, std::optional<std::size_t> line) const;

 private:
  [[nodiscard]] std::string compare_order() const;
  [[nodiscard]] std::string compare_branch_names() const;

  const Model& model_;
  diagnostics::Diagnostics diagnostics_{};
  graph::Graph graph_;
  std::vector<graph::Index> index_;  ///< Of each of the model's revisions.
  std::vector<std::size_t> number_;  ///< The way back.
};

/// Ascending, as the rows of the version table are told.
[[nodiscard]] Ids ids_of(const Model& model, Bits set);

}  // namespace migc::random_graph
