#pragma once

#include <string>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/source/source_file.hpp"

namespace migc::diagnostics {

/// One complaint for people: the headline, the place, the source line with the words underlined,
/// the notes. Ends with a line end. Nothing a user wrote reaches the terminal raw (see escape.hpp).
[[nodiscard]] std::string render(const Diagnostic& diagnostic, const source::SourceSet& sources,
                                 bool color);

/// All complaints by file and place, each once, with a blank line between them and a closing line
/// such as `3 errors in 2 files`. Empty without complaints. Past `per_file` errors of one file only
/// their number is told.
[[nodiscard]] std::string render_all(const Diagnostics& diagnostics,
                                     const source::SourceSet& sources, bool color,
                                     std::size_t per_file = 20);

}  // namespace migc::diagnostics
