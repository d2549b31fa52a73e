#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace migc::diagnostics {

/// One code point cut off the front of a text, or one byte that is none.
struct CodePoint {
  char32_t value = 0;     ///< The byte itself when not `valid`.
  std::size_t bytes = 0;  ///< How many it takes; 0 at the end of the text.
  bool valid = false;
};

/// The first code point of `text`. Overlong forms, surrogates and bytes that are no UTF-8 come as
/// one invalid byte each.
[[nodiscard]] CodePoint next_code_point(std::string_view text);

/// Text as it may reach a terminal or a log: control characters, bidirectional and zero-width marks
/// as
/// `\u{202E}`, bytes below 0x80 and bytes that are no UTF-8 as `\x1B`. A line end is escaped as
/// well; a tab becomes a space. Whoever prints text that a user or a database wrote passes it
/// through here.
[[nodiscard]] std::string printable(std::string_view text);

/// The same text as valid UTF-8, with U+FFFD for every byte that is none; for JSON.
[[nodiscard]] std::string valid_utf8(std::string_view text);

/// Terminal columns of printable text: two for wide East Asian characters, none for combining
/// marks.
[[nodiscard]] std::size_t columns(std::string_view text);

}  // namespace migc::diagnostics
