#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/name.hpp"

namespace migc::backends {

/// The text between two `quote` marks, each mark inside doubled.
[[nodiscard]] std::string quoted(std::string_view text, char quote);

/// A string literal of standard SQL.
[[nodiscard]] inline std::string literal(std::string_view text) { return quoted(text, '\''); }

/// The text as one line of a comment: line ends and control characters become spaces, and `*/` is
/// broken up, so that it can neither end the comment nor begin a line of its own.
[[nodiscard]] std::string comment_line(std::string_view text);

}  // namespace migc::backends
