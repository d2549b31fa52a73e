#pragma once

#include "compiler/database/driver.hpp"

namespace migc::drivers::sqlite {

/// The statements that a database keeps in its schema table.
[[nodiscard]] database::Stored read_stored(database::Connection& database);

}  // namespace migc::drivers::sqlite
