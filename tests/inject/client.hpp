#pragma once

#include <string>
#include <vector>

#include "tests/inject/migration.hpp"
#include "tests/support/database.hpp"
#include "tests/support/process.hpp"

namespace migc::inject {

/// A program that makes a migration, in the way in which people run it.
struct Client {
  enum class Kind {
    migc,
    shell,         ///< `sqlite3 db < script`
    bail,          ///< `sqlite3 -bail db < script`
    read,          ///< `sqlite3 db ".read script"`
    argument,      ///< `sqlite3 db "…"`
    init,          ///< `sqlite3 -init script db`
    any_start,     ///< `sqlite3 db < script`, one that may begin anywhere
    go_on,         ///< sends statement by statement and takes no notice of errors
    inside,        ///< the same, with a transaction open already
    python_script  ///< `executescript`
  };
  Kind kind;
  std::string name;

  /// Whether it gets the form for any program, and not that for SQLite's shell.
  [[nodiscard]] bool takes_any() const {
    return kind == Kind::argument || kind == Kind::go_on || kind == Kind::inside ||
           kind == Kind::python_script;
  }
};

/// Those that can run here.
[[nodiscard]] std::vector<Client> clients();

/// Runs it on the migration's database.
[[nodiscard]] support::Outcome run_client(const Client& client, const Migration& migration,
                                          const std::vector<std::string>& environment);

/// What this program does when it is called as `go-on DATABASE SCRIPT [inside]`.
int go_on_main(const std::vector<std::string>& arguments);

/// Sends each statement of a script, whatever becomes of the one before.
void go_on(const support::Database& database, const std::vector<std::string>& statements);

/// The same, and then the connection ends, with whatever transaction is open.
void go_on_and_leave(const support::Database& database, const std::vector<std::string>& statements);

}  // namespace migc::inject
