#pragma once

#include <memory>

#include "compiler/drivers/sqlite/connection.hpp"

namespace migc::drivers::sqlite {

/// A new database in memory, to try things on. What runs there reaches no file.
[[nodiscard]] std::unique_ptr<Connection> scratch_database();

/// Makes a database in memory a copy of another one.
void copy_database(const database::Connection& from, const database::Connection& to);

}  // namespace migc::drivers::sqlite
