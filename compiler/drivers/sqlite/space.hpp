#pragma once

#include "compiler/drivers/sqlite/connection.hpp"

namespace migc::drivers::sqlite {

/// From counters that SQLite keeps: it takes no time.
[[nodiscard]] database::Room room_of(Connection& database);

/// What a table takes up with its indexes. Without the `dbstat` table of some builds it is as much
/// as the whole database.
[[nodiscard]] std::uintmax_t table_size(Connection& database, const std::string& table);

}  // namespace migc::drivers::sqlite
