#pragma once

#include <string>
#include <vector>

#include "tests/random/rng.hpp"

namespace migc::loss_test {

/// Tables with rows, and statements over them that may lose some of it.
struct Losing {
  std::string schema;                     ///< Statements that create the tables.
  std::string rows;                       ///< SQL: no two values are the same.
  std::vector<std::string> statements{};  ///< Of the revision, each with its `;`.
  std::vector<bool> replaces_values{};    ///< For each: an update or a delete.
};

[[nodiscard]] Losing invent_losing(random::Rng& rng);

}  // namespace migc::loss_test
