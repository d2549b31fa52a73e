#pragma once

#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/ir/alteration.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::schema {

/// The alterations of the same table that undo one, in their order. `before` is the schema
/// before it, which may lack the table. Reports at `written` what has no inverse.
[[nodiscard]] std::vector<ir::Alteration> invert(const ir::Alteration& alteration,
                                                 const Name& table, const Schema& before,
                                                 source::Span written,
                                                 diagnostics::Diagnostics& diagnostics);

}  // namespace migc::schema
