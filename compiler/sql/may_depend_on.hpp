#pragma once

#include <set>
#include <string>

#include "compiler/ir/expression.hpp"

namespace migc::sql {

/// Whether a text may mean something else, or nothing, when `columns` (keys) are added to a table
/// that it reads or removed from it: it names one of them, or takes columns as they come (`*`,
/// NATURAL, USING, `in t`, an INSERT without names).
[[nodiscard]] bool may_depend_on(const std::set<std::string>& columns, const ir::Expression& text);

}  // namespace migc::sql
