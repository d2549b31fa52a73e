#pragma once

#include <string>
#include <string_view>

#include "compiler/ir/text.hpp"

namespace migc::backends {

using ir::literal;
using ir::quoted;

/// The text as one line of a comment: line ends and control characters become spaces, and `*/` is
/// broken up, so that it can neither end the comment nor begin a line of its own.
[[nodiscard]] std::string comment_line(std::string_view text);

}  // namespace migc::backends
