#pragma once

#include <array>
#include <optional>
#include <set>

#include "tests/random/change.hpp"

namespace migc::random {

/// What a draw begins with.
struct Draw {
  Rng& rng;
  const Model& begin;
  const Model& model;
  std::set<int>& settled;

  [[nodiscard]] const Table& some_table() const { return rng.pick(model.tables); }
};

using Drawing = std::optional<Change> (*)(const Draw&);

/// An action on a table, with the model still to be changed.
[[nodiscard]] Change action(const Draw& draw, const Table& table, std::string text);

extern const std::array<Drawing, 16> column_draws;
extern const std::array<Drawing, 10> constraint_draws;
extern const std::array<Drawing, 14> object_draws;
extern const std::array<Drawing, 7> key_draws;

}  // namespace migc::random
