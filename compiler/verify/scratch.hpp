#pragma once

#include "compiler/backends/backend.hpp"
#include "compiler/config/settings.hpp"
#include "compiler/exec/connection.hpp"

namespace migc::verify {

/// A new database in memory, to try things on.
[[nodiscard]] exec::Connection scratch_database();

/// What frames have to know of a project's own tables.
[[nodiscard]] backends::FrameOptions scratch_frame(const config::Settings& settings);

}  // namespace migc::verify
