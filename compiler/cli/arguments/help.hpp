#pragma once

#include <CLI/CLI.hpp>
#include <memory>

namespace migc::cli {

/// Help that shows how it is done before it lists what there is.
[[nodiscard]] std::shared_ptr<CLI::Formatter> help_formatter();

}  // namespace migc::cli
