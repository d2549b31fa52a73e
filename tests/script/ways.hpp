#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "tests/support/process.hpp"

namespace migc::script_test {

/// Which form of a script a program gets.
enum class Form { plain, exec };

/// A way in which people run a script.
struct Way {
  enum class Kind {
    shell,     ///< `sqlite3 db < script.sql`
    bail,      ///< `sqlite3 -bail db < script.sql`
    read,      ///< `sqlite3 db ".read script.sql"`
    init,      ///< `sqlite3 -init script.sql db`
    argument,  ///< `sqlite3 db "$(cat script.sql)"`
    python,    ///< `executescript`; of a script that it is not for, and then `commit()`
    go_on      ///< Statement by statement, in this process, whatever fails.
  };
  Kind kind;
  Form form;

  [[nodiscard]] std::string name() const;
  [[nodiscard]] bool is_own_process() const { return kind != Kind::go_on; }
  /// Whether the script is not for this program, which then must change nothing with it.
  [[nodiscard]] bool refuses() const {
    return form == Form::plain &&
           (kind == Kind::argument || kind == Kind::python || kind == Kind::go_on);
  }
};

/// Those that can run here.
[[nodiscard]] std::vector<Way> ways();

/// What the process may write of one file, in blocks of 512 bytes; none for any number.
using Limit = int;
inline constexpr Limit no_limit = 0;

/// Runs the script on the database `db` of a folder.
[[nodiscard]] support::Outcome run(const Way& way, const std::string& script,
                                   const std::string& folder, Limit limit = no_limit);

/// Sends statement by statement, whatever fails; `before` is told the number of each. Who is not
/// told that a script is for SQLite's shell may commit, and one that knows rolls back.
void go_on(const Way& way, const std::string& script, const std::string& folder,
           const std::function<void(std::size_t)>& before = {});

/// A script's statements, as a program finds them that knows nothing of commands to the shell.
[[nodiscard]] std::vector<std::string> statements_with_commands(const std::string& script);

}  // namespace migc::script_test
