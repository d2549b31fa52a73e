#pragma once

#include <sqlite3.h>

#include "compiler/database/error.hpp"

namespace migc::drivers::sqlite {

/// What SQLite has said last, where it has refused something.
[[nodiscard]] database::Refusal last_refusal(sqlite3* database);

}  // namespace migc::drivers::sqlite
