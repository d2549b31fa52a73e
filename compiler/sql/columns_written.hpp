#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/ir/operation.hpp"

namespace migc::sql {

/// A column by the keys of its table and itself.
using ColumnKey = std::pair<std::string, std::string>;

/// The columns of tables that are there already whose definition or values an operation changes, by
/// the names that it says. What replaces a whole row, as INSERT does, names none.
[[nodiscard]] std::vector<ColumnKey> columns_written_by(const ir::Operation& operation);

}  // namespace migc::sql
