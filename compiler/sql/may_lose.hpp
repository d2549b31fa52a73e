#pragma once

#include "compiler/ir/operation.hpp"

namespace migc::sql {

/// Whether an operation may lose rows or values, or make others of them. Only the database can tell
/// whether it does.
[[nodiscard]] bool may_lose(const ir::Operation& operation);

}  // namespace migc::sql
