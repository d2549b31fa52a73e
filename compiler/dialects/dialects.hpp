#pragma once

#include <string_view>

#include "compiler/backends/backend.hpp"

namespace migc::backends {

/// The backend of that name, or null.
[[nodiscard]] const Backend* find_backend(std::string_view name);

}  // namespace migc::backends
