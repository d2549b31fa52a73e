#pragma once

#include <vector>

#include "compiler/schema/diff/diff.hpp"

namespace migc::schema {

/// The changes that make one table of another of the same name, whose columns are already called as
/// they are to be.
[[nodiscard]] std::vector<Change> diff_table(const ir::Table& from, const ir::Table& to,
                                             ColumnOrder counts);

}  // namespace migc::schema
