#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace migc::cli {

/// What a shell has to read to complete the words of `migc`: it asks `migc complete` for them.
/// Nothing for a shell that is not known.
[[nodiscard]] std::optional<std::string> completion_script(std::string_view shell);

}  // namespace migc::cli
