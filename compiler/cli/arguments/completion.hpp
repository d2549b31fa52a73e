#pragma once

#include <string>
#include <vector>

#include "compiler/cli/arguments/verbs.hpp"
#include "compiler/cli/commands.hpp"

namespace migc::cli {

/// What may stand in the place of the last of `words`, which follow `migc` on a command line. It
/// may be empty, or a part of what it will be.
[[nodiscard]] CompleteOptions completion_of(const CLI::App& app, const Verbs& verbs,
                                            const std::vector<std::string>& words);

/// The words before the last that can be parsed as they are: all, but for an option whose value is
/// what is being typed.
[[nodiscard]] std::vector<std::string> finished_words(const CLI::App& app, const Verbs& verbs,
                                                      const std::vector<std::string>& words);

}  // namespace migc::cli
