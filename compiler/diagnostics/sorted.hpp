#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/source/source_file.hpp"

namespace migc::diagnostics {

/// The complaints by path, place and id, those without a place first, and each only once. The
/// pointers are into `diagnostics`.
[[nodiscard]] std::vector<const Diagnostic*> sorted(const Diagnostics& diagnostics,
                                                    const source::SourceSet& sources);

/// A path as services that compare it with those of a repository want it: without `./`.
[[nodiscard]] std::string_view bare_path(std::string_view path);

/// A complaint in one text, for viewers that show labels and notes nowhere else. Notes with a place
/// of their own are left out.
[[nodiscard]] std::string whole_text(const Diagnostic& diagnostic);

}  // namespace migc::diagnostics
