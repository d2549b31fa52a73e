#pragma once

#include "compiler/drivers/sqlite/connection.hpp"

namespace migc::verify {

/// A new database in memory, to try things on. What runs there reaches no file.
[[nodiscard]] exec::Connection scratch_database();

}  // namespace migc::verify
