#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/cli/listing.hpp"
#include "compiler/cli/session.hpp"
#include "compiler/graph/graph.hpp"
#include "compiler/pipeline/project.hpp"

/// What `history` and `graph` share.
namespace migc::cli {

struct Listed {
  std::vector<graph::Index> revisions;  ///< Newest first.
  std::vector<std::string> rows;  ///< Of the version table; empty where nothing asks for them.
};

/// The revisions of a range `FROM:TO`, or all. Throws Stop when the range is none.
[[nodiscard]] Listed list_revisions(Session& session, const pipeline::History& history,
                                    const std::optional<std::string>& range, bool rows_wanted);

enum class Lines : std::uint8_t { never, for_branches, always };

/// Revisions a line each, or with `verbose` a block, behind the lines that join them.
[[nodiscard]] std::string history_text(const graph::Graph& graph, const Listing& listing,
                                       std::span<const graph::Index> revisions, Lines lines,
                                       bool verbose);

}  // namespace migc::cli
