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

/// Text as it may reach a terminal or a log, in one line: control characters and bytes that are no
/// UTF-8 as `\x1B`, bidirectional and zero-width marks as `\u{202E}`, a tab as a space. Whoever
/// prints text that a user or a database wrote passes it through here.
[[nodiscard]] std::string printable(std::string_view text);

/// How one code point is shown: itself, or its escape.
[[nodiscard]] std::string printable(const CodePoint& point, std::string_view bytes);

/// Terminal columns of printable text: two for wide East Asian characters, none for combining
/// marks.
[[nodiscard]] std::size_t columns(std::string_view text);

}  // namespace migc::diagnostics
