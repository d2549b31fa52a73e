#pragma once

#include <map>
#include <string>

#include "compiler/database/connection.hpp"

namespace migc::exec {

/// What the log says last of a revision.
struct Logged {
  std::string event;     ///< `upgrade`, `downgrade`, `stamp` or `accept`.
  std::string checksum;  ///< Of the revision's upgrade at that time.
  std::string at;        ///< When it began: `2025-01-11 10:00:00.000`, UTC.
  std::string by;        ///< Who executed it; empty where a script did.
  bool finished = true;  ///< Not where a revision without a transaction stopped half-way.
};

/// By revision id.
using Log = std::map<std::string, Logged>;

/// Reads the log; a database without one has an empty one. Throws Error: history when the table is
/// not a log.
[[nodiscard]] Log read_log(database::Connection& database, const std::string& table);

}  // namespace migc::exec
