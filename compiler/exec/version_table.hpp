#pragma once

#include <string>
#include <vector>

#include "compiler/backends/script.hpp"
#include "compiler/database/connection.hpp"

namespace migc::exec {

/// What a database says of its own state.
struct Version {
  bool table = false;               ///< Whether it has the version table.
  std::vector<std::string> rows{};  ///< Revision ids, sorted; empty is `base`.
  /// Without a version table: what tables and views there are. With some, somebody else made it.
  std::vector<std::string> others{};
};

/// Reads the version table, at one moment; a database without one is at `base`. Throws Error:
/// history when the table has another shape than one text column `version_num`, or holds what
/// cannot be a revision's id.
[[nodiscard]] Version read_version(database::Connection& database, const std::string& table);

/// What is thrown when a database is not where a plan begins.
[[nodiscard]] database::Error moved(const std::vector<std::string>& start,
                                    const std::vector<std::string>& rows);

/// A plan that does nothing but move the version table. It runs as all plans do: in one transaction
/// that first compares the rows with `move.before`.
[[nodiscard]] backends::Plan stamp_plan(backends::VersionMove move);

}  // namespace migc::exec
