#pragma once

#include <span>
#include <string>

#include "tests/graph/case.hpp"

namespace migc::graph_cases {

/// A case whose answer is meant to be another than Alembic's: always a refusal.
struct Exception {
  std::string test, reason;
  std::string refused;    ///< The error.
  Ids says;               ///< What the message has to offer.
  Ids command_line = {};  ///< What is asked in its place, where the case cannot be.
};

[[nodiscard]] std::span<const Exception> exceptions();

}  // namespace migc::graph_cases
