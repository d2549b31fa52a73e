#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace migc::cli {

/// How a program ended, and what it printed.
struct Ran {
  int status = 0;  ///< 128 + the number of the signal that ended it.
  std::string out{}, err{};

  /// "it ended with 1"
  [[nodiscard]] std::string ending() const;
};

/// Runs a program in a folder, without a shell, and waits for it. `words` are its name, which is
/// looked for in PATH, and its arguments; its standard input is empty. Throws std::system_error if
/// it cannot be started.
[[nodiscard]] Ran run_program(const std::vector<std::string>& words,
                              const std::filesystem::path& folder);

/// The words of a command as they are shown: `python3 -m models.ddl`.
[[nodiscard]] std::string shown_command(const std::vector<std::string>& words);

/// The last lines of a text, each one line for a note.
[[nodiscard]] std::vector<std::string> last_lines(const std::string& text, std::size_t most);

}  // namespace migc::cli
