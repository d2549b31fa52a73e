#pragma once

#include <string>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/source/source_file.hpp"

namespace migc::diagnostics {

/// All complaints as a C compiler prints them, one line each, so that editors, IDEs and build tools
/// jump to their places: `FILE:LINE:COLUMN: error: TEXT [E0203]`. A note without a place has that
/// of its complaint; `migc` stands where there is no place at all.
[[nodiscard]] std::string to_gcc(const Diagnostics& diagnostics, const source::SourceSet& sources);

}  // namespace migc::diagnostics
