#pragma once

#include <string>

namespace migc::cli {

/// This program's own version, as scripts and `--version` tell it.
inline const std::string tool_version = MIGC_VERSION;

}  // namespace migc::cli
