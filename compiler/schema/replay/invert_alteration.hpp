#pragma once

#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/ir/alteration.hpp"

namespace migc::schema {

/// The alterations of the same table that undo one, in their order. `table` is as before it, or
/// null if the schema has none of its name. Reports at `written` what has no inverse.
[[nodiscard]] std::vector<ir::Alteration> invert(const ir::Alteration& alteration,
                                                 const ir::Table* table, source::Span written,
                                                 diagnostics::Diagnostics& diagnostics);

}  // namespace migc::schema
