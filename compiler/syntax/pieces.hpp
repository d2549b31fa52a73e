#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "compiler/syntax/piece_reader.hpp"

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

/// Cuts a text up, piece by piece. Raw strings are one piece each. Nothing fails, whatever the
/// text.
class PieceStream {
 public:
  explicit PieceStream(std::string_view text) : text_(text), reader_(text) {}

  /// The last piece is empty and has what stands at the end.
  [[nodiscard]] Piece next();

 private:
  void count_brackets(char mark);

  std::string_view text_;
  PieceReader reader_;
  std::size_t behind_ = 0, brackets_ = 0;
};

/// All pieces of a text, the last of which is empty.
[[nodiscard]] std::vector<Piece> pieces_of(std::string_view text);

}  // namespace migc::syntax
