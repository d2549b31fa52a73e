#pragma once

#include <sqlite3.h>

#include <string>

namespace migc::inject {

/// All of a database as text: what SQLite says of its integrity, the stored text of each object,
/// every row with its rowid, the marks of AUTOINCREMENT. Of the log only the times are left out,
/// and who ran it. Two databases have the same contents exactly if this is the same.
[[nodiscard]] std::string contents(sqlite3* database);

/// The revisions that its version table holds, as people see them.
[[nodiscard]] std::string revision_of(sqlite3* database);

/// The lines that only one of the two has.
[[nodiscard]] std::string difference(const std::string& expected, const std::string& found);

}  // namespace migc::inject
