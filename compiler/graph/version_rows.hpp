#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/graph/address.hpp"
#include "compiler/graph/graph.hpp"

namespace migc::graph {

/// The rows by the names that revisions have here: where a row names one that another replaces,
/// after which the schema is the same, it is that one. Sorted.
[[nodiscard]] std::vector<std::string> rows_here(const Graph& graph,
                                                 std::vector<std::string> current);

/// The revisions that the rows of a version table name, by id. Reports rows that no revision has,
/// rows that stand twice and rows that another row implies: such a database is at no state of this
/// history.
[[nodiscard]] std::optional<std::vector<Index>> known_rows(const Graph& graph,
                                                           std::span<const std::string> current,
                                                           diagnostics::Diagnostics& diagnostics);

/// Whether the targets of one `stamp` can hold side by side, so that their order does not matter;
/// reports two of which one is below the other.
[[nodiscard]] bool check_stamps(const Graph& graph, std::span<const Target> targets,
                                diagnostics::Diagnostics& diagnostics);

/// The rows after `stamp`, ids sorted: each target is applied with its `anc`, and its children with
/// all that has them in its `anc` are not. `label@base` forgets what its branch has to itself, and
/// `base` all. Reports a target that would be no row, since what stays applied needs it, and rows
/// that are not of this history; with `--purge` there are none to begin with.
[[nodiscard]] std::optional<std::vector<std::string>> stamp(const Graph& graph,
                                                            std::span<const std::string> current,
                                                            std::span<const Target> targets,
                                                            diagnostics::Diagnostics& diagnostics);

}  // namespace migc::graph
