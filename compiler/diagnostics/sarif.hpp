#pragma once

#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/source/source_file.hpp"

namespace migc::diagnostics {

/// All complaints as a SARIF 2.1.0 log of one run, for code scanning services.
/// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
[[nodiscard]] std::string to_sarif(const Diagnostics& diagnostics, const source::SourceSet& sources,
                                   std::string_view tool_version);

}  // namespace migc::diagnostics
