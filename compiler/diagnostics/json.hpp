#pragma once

#include <string>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/source/source_file.hpp"

namespace migc::diagnostics {

/// All complaints, sorted, as a JSON array of objects: id, severity, text, label, notes, and file,
/// line, column, end_line, end_column (null without a place). Lines and columns count from 1,
/// columns in code points; the end is the column behind the last character. Always valid JSON,
/// whatever the text holds.
[[nodiscard]] std::string to_json(const Diagnostics& diagnostics, const source::SourceSet& sources);

}  // namespace migc::diagnostics
