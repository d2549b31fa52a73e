#pragma once

#include <optional>
#include <string_view>

namespace migc::graph {

/// Whether the word has a meaning of its own in addresses: `head`, `heads`, `base`, `current`.
[[nodiscard]] bool is_keyword(std::string_view word);

/// Why a text can be neither a revision id nor a label; nothing when it can. Legal names are safe
/// as file names and can be told from the operators of addresses.
[[nodiscard]] std::optional<std::string_view> why_illegal(std::string_view name);

}  // namespace migc::graph
