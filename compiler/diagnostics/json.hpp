#pragma once

#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/source/source_file.hpp"

namespace migc::diagnostics {

/// All complaints, sorted, as a JSON array of objects: id, severity, text, label, notes, and file,
/// line, column, end_line, end_column (null without a place). Lines and columns count from 1,
/// columns in code points; the end is the column behind the last character. Always valid JSON,
/// whatever the text holds.
[[nodiscard]] std::string to_json(const Diagnostics& diagnostics, const source::SourceSet& sources);

/// The same as a SARIF 2.1.0 log of one run, for code scanning services.
/// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
[[nodiscard]] std::string to_sarif(const Diagnostics& diagnostics, const source::SourceSet& sources,
                                   std::string_view tool_version);

}  // namespace migc::diagnostics
