#pragma once

#include <span>
#include <string>
#include <string_view>

namespace migc::diagnostics {

/// The candidate that differs least from `written`, letter case aside, or null when none differs in
/// at most a third of its letters. Among equals the first.
[[nodiscard]] const std::string* nearest(std::string_view written,
                                         std::span<const std::string> candidates);

}  // namespace migc::diagnostics
