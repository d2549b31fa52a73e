#pragma once

#include <string>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/source/source_file.hpp"

namespace migc::diagnostics {

/// All complaints as commands of a GitHub workflow, one line each, which GitHub shows at the lines
/// of a pull request: `::error file=F,line=1,…::TEXT`.
/// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
[[nodiscard]] std::string to_github(const Diagnostics& diagnostics,
                                    const source::SourceSet& sources);

}  // namespace migc::diagnostics
