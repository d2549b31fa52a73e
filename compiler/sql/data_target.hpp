#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/ir/expression.hpp"

namespace migc::sql {

/// What a data statement writes to.
struct DataTarget {
  std::string verb;  ///< `insert`, `replace`, `update` or `delete`.
  ir::Name relation;
  std::vector<ir::Name> columns{};  ///< For `update`: those it sets.
};

/// Reads it from the tokens; nothing where they say no such thing.
[[nodiscard]] std::optional<DataTarget> target_of(const ir::Expression& statement);

}  // namespace migc::sql
