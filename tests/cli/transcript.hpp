#pragma once

#include <string>

namespace migc::cli_test {

/// Runs the commands of a transcript in a folder, and returns the transcript as it is now:
///
///     $ migc upgrade nowhere
///     a line of standard output
///     ! a line of standard error
///     [exit 2]
///
/// Escape characters are shown as `\e`. `$ terminal PROGRAM …` runs it in a terminal and shows the
/// screen. Besides programs there are `$ sql FILE STATEMENTS`, which prints rows with `|`
/// between their columns, and `$ cat FILE`. Words are split at spaces; quotes (`"…"`) hold one
/// together. Throws std::runtime_error when a command cannot be run at all.
[[nodiscard]] std::string replay(const std::string& transcript, const std::string& folder);

}  // namespace migc::cli_test
