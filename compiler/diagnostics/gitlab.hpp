#pragma once

#include <string>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/source/source_file.hpp"

namespace migc::diagnostics {

/// All complaints as a Code Quality report of GitLab, which shows them in a merge request. What has
/// no place is said of `migc.toml`, because each entry has to have one.
/// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
[[nodiscard]] std::string to_gitlab(const Diagnostics& diagnostics,
                                    const source::SourceSet& sources);

}  // namespace migc::diagnostics
