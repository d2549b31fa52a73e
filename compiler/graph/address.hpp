#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/graph/address_text.hpp"
#include "compiler/graph/graph.hpp"

namespace migc::graph {

/// What an address is wanted for: it decides which way `+1` and `-1` may go, and what the messages
/// tell to type instead. `parent` is what a new revision is to follow.
enum class Use : std::uint8_t { upgrade, downgrade, parent, other };

/// What surrounds an address on the command line.
struct AddressContext {
  std::span<const std::string> current = {};  ///< The rows of the version table; empty without.
  Use use = Use::other;
  bool several = false;  ///< Whether `heads` may stand for more than one revision.
  /// Where `+1` and `-1` are counted from, if not from the current rows; empty is base.
  std::optional<std::vector<Index>> from = {};
};

/// What an address stands for.
struct Target {
  std::vector<Index> revisions{};  ///< By id; empty is `base`, the state before all revisions.
  /// For `label@…` and for steps counted back from a revision: whose line it never leaves.
  std::optional<Index> line = {};
  bool counted = false;  ///< Whether a number of steps led there, each of which has to be possible.
};

/// Finds what an address stands for: a full id or label, an unambiguous prefix of one, `head`,
/// `heads`, `base`, `current`, `+N`, `-N` from the current row or `context.from`, `X+N`, `X-N`, and
/// `label@X` (a revision may stand for the label; a prefix need only be unambiguous on its branch).
/// Exact matches win; letter case counts.
///
/// Reports, without a place since the words come from the command line, whatever does not resolve:
/// unknown, ambiguous, off the graph, several heads; with the candidates and the command to type.
[[nodiscard]] std::optional<Target> resolve(const Graph& graph, std::string_view word,
                                            const AddressContext& context,
                                            diagnostics::Diagnostics& diagnostics);

}  // namespace migc::graph
