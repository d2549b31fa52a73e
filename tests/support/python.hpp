#pragma once

#include <string>

namespace migc::support {

/// The Python interpreter itself, if it knows SQLite; empty without. What is on PATH may be a
/// script that looks for one.
[[nodiscard]] const std::string& python();

}  // namespace migc::support
