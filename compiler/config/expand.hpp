#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/config/settings.hpp"

namespace migc::config {

/// A text with its variables replaced, and what was found wrong on the way.
struct Expanded {
  std::string text;
  std::vector<std::string> unset;      ///< Names of variables without value and default.
  std::vector<std::string> malformed;  ///< What is wrong with the others, in words.
};

/// Replaces `${NAME}` and `${NAME:-default}` by the variable's value; the default stands for an
/// unset or empty variable. Any other `$` is left as it is.
[[nodiscard]] Expanded expand(std::string_view text, const Environment& environment);

}  // namespace migc::config
