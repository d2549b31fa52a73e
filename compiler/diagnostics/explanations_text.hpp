#pragma once

#include <span>
#include <string_view>

namespace migc::diagnostics {

/// The files of explanations/, compiled in by CMake.
extern const std::span<const std::string_view> explanation_texts;

}  // namespace migc::diagnostics
