#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/rebuild/fixture.hpp"
#include "tests/support/database.hpp"
#include "tests/support/rows.hpp"

namespace migc::rebuild {

/// One change of `devices` that takes a rebuild, and all that may differ afterwards.
struct Change {
  std::string what;
  /// What it is about and not every fixture has.
  std::function<void(Shape&)> prepare = {};
  /// What the table is like afterwards, said by hand.
  std::function<void(Shape&)> alter = {};
  /// What becomes of one row; nothing when rows stay as they are.
  std::function<void(support::Values&)> row = {};
  /// The action behind `alter table devices`; `{columns}` are the columns that `alter` leaves.
  std::string action;
  std::function<bool(const Fixture&)> fits = {};
  bool loses_data = false;  ///< The way back cannot bring the rows back.
};

extern const std::vector<Change> changes;

[[nodiscard]] inline bool fits(const Change& change, const Fixture& fixture) {
  const bool is_strict = change.what == "strict" || fixture.has("strict") || fixture.has("Strict");
  return (!change.fits || change.fits(fixture)) && (!is_strict || support::has_strict_tables());
}

}  // namespace migc::rebuild
