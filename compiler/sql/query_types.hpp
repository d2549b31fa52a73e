#pragma once

#include <optional>
#include <vector>

#include "compiler/sql/relations.hpp"

namespace migc::sql {

/// The columns that `create table … as query` makes in SQLite: names as a view has them, the name
/// of the affinity as type where a column passes straight through. Nothing where they cannot be
/// known.
[[nodiscard]] std::optional<std::vector<ir::Column>> columns_of_query(const ir::Expression& query,
                                                                      const Relations& schema);

}  // namespace migc::sql
