#pragma once

#include <optional>
#include <set>
#include <string>

#include "tests/random/mirror.hpp"
#include "tests/random/model.hpp"
#include "tests/random/rng.hpp"

namespace migc::random {

/// One change: how the language says it, the schema after it, and new values of columns.
struct Change {
  Model after;
  Values values = {};
  /// For an action of `alter table`: the table's number and the action. Otherwise a whole
  /// statement.
  int altered = 0;
  std::string text;
};

/// A change that the schema allows, or nothing when the draw does not fit. `begin` is the schema
/// that the revision found: what it adds itself, it does not drop again. `settled` are columns
/// whose values have changed or come in this revision: a second conversion would depend on whether
/// there is a state between the two. So would AUTOINCREMENT dropped and set again.
[[nodiscard]] std::optional<Change> draw_change(Rng& rng, const Model& begin, const Model& model,
                                                std::set<int>& settled);

}  // namespace migc::random
