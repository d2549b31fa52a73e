#pragma once

#include <ctime>
#include <functional>
#include <string>

#include "compiler/drivers/sqlite/connection.hpp"

namespace migc::exec {

/// Called while pages are copied: how many are done, of how many.
using PagesCopied = std::function<void(int done, int all)>;

/// Copies the database as it is at one moment, with what is only in its WAL, to a new file. Others
/// may go on reading, and with a WAL writing; without one they wait until it is copied. The file is
/// checked, and appears whole or not at all. Throws Error: not_written (what is there already stays
/// as it is), locked, interrupted.
void back_up(Connection& source, const std::string& file, const PagesCopied& copied = {});

/// The name of a backup where none is given: `app.db.backup-20250111100000`, in UTC; with `-2` and
/// so on behind it where there is one already.
[[nodiscard]] std::string backup_name(const std::string& database, std::time_t now);

}  // namespace migc::exec
