#pragma once

#include <string_view>

#include "compiler/syntax/complaints.hpp"

namespace migc::syntax {

/// Whether the text can be parsed at all: UTF-8 of at most 64 MB, without NUL and lone carriage
/// returns, and not empty. What is wrong is reported, each kind once.
[[nodiscard]] bool check_text(std::string_view text, std::uint32_t file, Complaints& complaints);

/// Length of the byte order mark at the front: 3 or 0.
[[nodiscard]] std::size_t byte_order_mark(std::string_view text);

}  // namespace migc::syntax
