#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

/// The units that a text is scanned by, told by their first characters alone.
namespace migc::syntax {

/// Length of the run of characters at the front that satisfy `holds`.
template <class Predicate>
std::size_t run(std::string_view text, Predicate holds) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), holds) - text.begin());
}

[[nodiscard]] bool is_space(char c);
[[nodiscard]] bool is_digit(char c);
[[nodiscard]] bool is_word_start(char c);
[[nodiscard]] bool is_word_rest(char c);
/// Length of `'it''s'` at the front, or 0 when it has no end.
[[nodiscard]] std::size_t quoted_length(std::string_view text);
/// Length of `$tag$` at the front, or 0 when there is none.
[[nodiscard]] std::size_t delimiter_length(std::string_view text);
/// Length of `${name}` at the front, or 0 when there is none.
[[nodiscard]] std::size_t declared_parameter_length(std::string_view text);
/// Length of the comment at the front, or 0 when there is none.
[[nodiscard]] std::size_t comment_length(std::string_view text);
[[nodiscard]] std::size_t gap_length(std::string_view text);
[[nodiscard]] bool begins_group(char c);
[[nodiscard]] bool ends_group(char c);
/// Whether a `[` behind this is of a subscript, if the place takes one.
[[nodiscard]] bool takes_subscript(char c);

}  // namespace migc::syntax
