#pragma once

#include <string>
#include <vector>

namespace migc::support {

/// What a program did.
struct Outcome {
  int exit = 0;  ///< Exit code; 128 + n when signal n ended it.
  std::string output, errors;
  double seconds = 0;      ///< Wall clock.
  long peak_kib = 0;       ///< Largest resident size.
  double cpu_seconds = 0;  ///< User and system time, with the children that it waited for.
};

/// Runs a program to its end. `arguments[0]` is its path, or a name to find on PATH; `directory` is
/// where it runs; `environment` has `NAME=VALUE` to add to this process's own. Throws
/// std::runtime_error when it cannot be started.
[[nodiscard]] Outcome run(const std::vector<std::string>& arguments, const std::string& input = {},
                          const std::string& directory = ".",
                          const std::vector<std::string>& environment = {});

/// The same in a terminal of its own, whose screen is in `output`: errors too, lines end with `\n`,
/// and nothing is typed. Times and memory are not measured.
[[nodiscard]] Outcome run_in_terminal(const std::vector<std::string>& arguments,
                                      const std::string& directory = ".");

}  // namespace migc::support
