#pragma once

#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/source/source_file.hpp"

namespace migc::diagnostics {

/// The complaints by path, place and id, those without a place first, and each only once. The
/// pointers are into `diagnostics`.
[[nodiscard]] std::vector<const Diagnostic*> sorted(const Diagnostics& diagnostics,
                                                    const source::SourceSet& sources);

}  // namespace migc::diagnostics
