#pragma once

#include <string>

#include "compiler/cli/arguments/verbs.hpp"

namespace migc::cli {

/// The manual page migc(1), for man: every command and option there is, as help has them.
[[nodiscard]] std::string manual(const CLI::App& app, const Verbs& verbs);

}  // namespace migc::cli
