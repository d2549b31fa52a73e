#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace migc::syntax {

/// A comment, and how it stands.
struct Comment {
  std::string_view text;
  std::size_t column = 0;
  bool own_line = false;      ///< A line end before it.
  bool empty_before = false;  ///< An empty line before it.

  [[nodiscard]] bool ends_line() const { return text.front() == '-'; }
};

/// A word, text, number or mark, with what stands before it.
struct Piece {
  std::string_view text;
  std::size_t begin = 0;   ///< Its place in the whole text.
  std::size_t column = 0;  ///< Bytes before it on its line.
  std::string_view gap{};  ///< White space and comments before it.
  std::vector<Comment> comments{};
  bool new_line = false;      ///< A line end behind the last comment, or anywhere without one.
  bool empty_before = false;  ///< An empty line there.
  /// Behind a `[` that is no name's, and up to its `]`: what stands there is left as it is.
  bool in_brackets = false;

  [[nodiscard]] bool is(std::string_view mark) const { return text == mark; }
};

/// A whole text, cut up; the last piece is empty and has what stands at the end. Raw strings are
/// one piece each. Nothing fails, whatever the text.
[[nodiscard]] std::vector<Piece> pieces_of(std::string_view text);

}  // namespace migc::syntax
