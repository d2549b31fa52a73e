#pragma once

#include <string>
#include <vector>

#include "compiler/backends/backend.hpp"

namespace migc::backends::sqlite {

/// The end of a script for databases at any revision; see Backend::run_pending().
[[nodiscard]] std::string run_pending(const std::vector<Body>& bodies, const FrameOptions& options);

}  // namespace migc::backends::sqlite
