#pragma once

#include <ctime>
#include <string>

namespace migc::exec {

/// The name of a backup where none is given: `app.db.backup-20250111100000`, in UTC; with `-2` and
/// so on behind it where there is one already.
[[nodiscard]] std::string backup_name(const std::string& database, std::time_t now);

}  // namespace migc::exec
