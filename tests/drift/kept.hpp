#pragma once

#include <string>

#include "tests/drift/invent.hpp"
#include "tests/support/database.hpp"

/// What a run has kept of what it knows nothing of.
namespace migc::drift {

/// A run on a database as the history leaves it, and the same on one that was changed by hand.
struct Runs {
  const support::Database &plain, &plain_after, &changed, &changed_after;
  const Effect& effect;
};

/// The first thing that was made by hand and is another after the run; empty without one. The run
/// makes of the difference of the two databases the same difference, with the new names, and of the
/// rows that were changed by hand the same rows.
[[nodiscard]] std::string lost(const Runs& runs);

/// Whether what was changed by hand has anything to do with what the run names.
[[nodiscard]] bool is_in_the_way(const Runs& runs);

/// Everything that a database holds, but for the log.
[[nodiscard]] std::string state_of(sqlite3* database);

}  // namespace migc::drift
