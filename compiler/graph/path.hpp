#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/graph/address.hpp"
#include "compiler/graph/graph.hpp"
#include "compiler/graph/version_rows.hpp"

namespace migc::graph {

/// One revision applied or reverted, and what that changes in the rows of the version table: all of
/// them at every step would be quadratic in the heads.
struct PathStep {
  Index revision;
  std::vector<Index> gone = {}, come = {};
};

struct Path {
  bool upgrade = true;
  std::vector<PathStep> steps = {};  ///< Oldest first on the way up, newest first on the way down.
  std::vector<std::string> before = {}, after = {};  ///< The rows at both ends, ids sorted.
};

/// The rows after a step, ids sorted as those before it.
[[nodiscard]] std::vector<std::string> rows_after(const Graph& graph, const PathStep& step,
                                                  std::vector<std::string> rows);

/// What leads from the rows `current` up to `target`: exactly the target and its `anc` that are not
/// applied yet. Nothing to do is an empty path. Reports rows that are not of this history.
[[nodiscard]] std::optional<Path> upgrade(const Graph& graph, std::span<const std::string> current,
                                          const Target& target,
                                          diagnostics::Diagnostics& diagnostics);

/// What leads back down to `target` (at most one revision, or base): exactly the applied revisions
/// that are, or have in their `anc`, a child of the target. With `target.line` only those of that
/// line which nothing outside it needs. An empty path when the target is a row already; reports a
/// target that is not applied, or from which nothing can be reverted, and rows that are not of this
/// history.
[[nodiscard]] std::optional<Path> downgrade(const Graph& graph,
                                            std::span<const std::string> current,
                                            const Target& target,
                                            diagnostics::Diagnostics& diagnostics);

/// The revisions from `lower` up to `upper`, both included, newest first, as `history` lists them:
/// those that an upgrade to `upper` needs, and that are or follow `lower` by parents. Reports a
/// `lower` that is not below `upper`.
[[nodiscard]] std::optional<std::vector<Index>> between(const Graph& graph, const Target& lower,
                                                        const Target& upper,
                                                        diagnostics::Diagnostics& diagnostics);

}  // namespace migc::graph
