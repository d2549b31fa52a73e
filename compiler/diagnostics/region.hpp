#pragma once

#include "compiler/source/source_file.hpp"

namespace migc::diagnostics {

/// Where a place begins and ends, in lines and columns.
struct Region {
  source::Position begin, end;
};

[[nodiscard]] inline Region region_of(const source::Span& place, const source::SourceSet& sources) {
  const source::SourceFile& file = sources[place.file];
  return {file.position(place.begin), file.position(place.end)};
}

}  // namespace migc::diagnostics
