#pragma once

#include <sqlite3.h>

#include <string>

namespace migc::drivers::sqlite {

/// The literal of a column of the row that a statement stands on.
[[nodiscard]] std::string literal_of(sqlite3_stmt* row, int column);

}  // namespace migc::drivers::sqlite
