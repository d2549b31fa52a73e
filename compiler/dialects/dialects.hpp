#pragma once

#include <string_view>

#include "compiler/backends/backend.hpp"

namespace migc::backends {

/// The backend of that name, or null.
[[nodiscard]] const Backend* find_backend(std::string_view name);

/// The rules of a dialect that settings can name. One that nothing writes SQL for yet is read by
/// SQLite's, in any schema.
[[nodiscard]] const dialect::Dialect& rules_of(std::string_view name);

}  // namespace migc::backends
