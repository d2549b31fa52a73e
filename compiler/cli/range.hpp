#pragma once

#include <string>
#include <vector>

#include "compiler/cli/load.hpp"

/// Addresses that need no database, since they say themselves where steps are counted from.
namespace migc::cli {

/// The two ends of a range, and the rows of the database where one of its words needs them.
struct Ends {
  graph::Target from, to;
  std::vector<std::string> rows;
};

/// Whether an end of a range counts its steps from the other end: `A:+2`, `-2:B`, `:+2`, `-2:`.
[[nodiscard]] bool counts_from_lower(const graph::Range& range);
[[nodiscard]] bool counts_from_upper(const graph::Range& range);

/// Finds the ends; an empty one is `base` or the heads. `several`: whether there may be several
/// heads. `rows_wanted`: whether the rows are needed whatever the words.
[[nodiscard]] Ends ends_of(Session& session, const pipeline::History& history,
                           const graph::Range& range, bool several, bool rows_wanted = false);

/// What an address means to a command that is about files: `-1` is one step below the head, and
/// `+1` one above base, wherever a database is.
[[nodiscard]] graph::Target resolve_in_files(Session& session, const pipeline::History& history,
                                             const std::string& word);

}  // namespace migc::cli
