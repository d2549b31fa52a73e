#pragma once

#include <string>
#include <string_view>

#include "compiler/source/source_file.hpp"

namespace migc::diagnostics {

/// One source line as it is shown, and the marks that belong under it.
struct Snippet {
  std::string line;
  std::string marks;  ///< Spaces up to the place, then `mark` once for each of its columns.
};

/// Shows the line in which `place` begins. A tab reaches to the next multiple of four in both
/// lines; a place of several lines is marked to the end of the first, and `…` says so; of a line
/// wider than 160 columns only what is around the place is shown.
[[nodiscard]] Snippet snippet(const source::SourceFile& file, const source::Span& place, char mark);

}  // namespace migc::diagnostics
