#pragma once

#include <functional>
#include <string>
#include <vector>

#include "compiler/exec/log_table.hpp"
#include "compiler/graph/graph.hpp"

namespace migc::cli {

/// An applied revision whose file says something else than when it was applied.
struct Edited {
  graph::Index revision;
  std::string checksum;  ///< Of the file as it is now.
  exec::Logged applied;
};

/// Compares the log with the files, in graph order. Revisions that the log does not know, since
/// they were applied before there was one, pass.
[[nodiscard]] std::vector<Edited> edited_revisions(
    const graph::Graph& graph, const graph::Set& applied, const exec::Log& log,
    const std::function<std::string(graph::Index)>& checksum);

/// "2025-01-11 10:00:00 UTC by me@here", or without the latter.
[[nodiscard]] std::string when_and_who(const exec::Logged& logged);

}  // namespace migc::cli
