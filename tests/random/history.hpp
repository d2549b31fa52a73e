#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/random/mirror.hpp"
#include "tests/random/model.hpp"
#include "tests/random/rng.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/project.hpp"
#include "tests/support/rows.hpp"

namespace migc::random {

/// What must be found after a revision.
struct Station {
  Model model;
  support::Facts facts;
  support::Rows rows;
  std::set<int> revalued = {};  ///< Tables where columns have other values than before it.
};

/// A history, rows for it, and what it must lead to.
struct History {
  std::vector<support::RevisionText> revisions;
  std::vector<std::string> inserts;  ///< Run after the first revision.
  std::set<int> once_without_rowid;  ///< Tables whose hidden rowids do not last.
  std::vector<Station> stations;     ///< [0] is the empty database, [n] what revision n - 1 leaves.
  std::unique_ptr<support::Database> last;  ///< The mirror of the last station.
  /// Whether the last revision is one that the rows do not allow: it has no station.
  bool ends_refused = false;
};

[[nodiscard]] History invent_history(Rng& rng, support::FactsReader& reader);

/// What a person needs to see it again.
[[nodiscard]] std::string describe(const History& history);

}  // namespace migc::random
