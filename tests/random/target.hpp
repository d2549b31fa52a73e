#pragma once

#include <string>
#include <vector>

#include "tests/random/journey.hpp"
#include "tests/support/process.hpp"

namespace migc::random {

/// Tables that migc keeps for itself.
inline const std::vector<std::string> bookkeeping = {"migc_version", "migc_log"};

/// A database that scripts are run on: in memory, or a file that the shell writes.
class Target {
 public:
  explicit Target(bool shell)
      : shell_(shell), database_(shell ? folder_.path("real.db") : ":memory:") {}

  [[nodiscard]] const support::Database& database() const { return database_; }

  /// What SQLite says to a script; empty when all went well.
  [[nodiscard]] std::string run(const std::string& script) const {
    if (!shell_) {
      const auto refusal = database_.try_run(script);
      // What a stopped script leaves open ends with the connection that ran it.
      if (sqlite3_get_autocommit(database_.handle()) == 0) database_.run("rollback");
      return refusal.value_or("");
    }
    const auto outcome = support::run({"sqlite3", folder_.path("real.db")}, ".bail on\n" + script);
    return outcome.errors;
  }

 private:
  support::TemporaryDirectory folder_;
  bool shell_;
  support::Database database_;
};

}  // namespace migc::random
