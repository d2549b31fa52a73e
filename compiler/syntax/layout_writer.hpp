#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <utility>

#include "compiler/syntax/pieces.hpp"

namespace migc::syntax {

/// Writes pieces and the comments before them, line by line.
class LayoutWriter {
 public:
  using Range = std::span<const Piece>;
  /// How far a line is indented that begins with what stood in a column.
  using Indent = std::function<std::size_t(std::size_t column)>;

  /// Ends the line, unless it has nothing in it.
  void line_end();
  void begin_line(std::size_t indent);
  /// An empty line, but for one behind another or at the beginning of a block.
  void empty_line();
  /// The comments before a piece, those with lines of their own at an indent. Returns whether the
  /// piece has to begin a line.
  bool comments(const Piece& piece, const Indent& indent, bool keeps_empty_lines);
  /// What stands between two pieces of a statement.
  void lead(const Piece& left, const Piece& right, const Indent& indent);
  /// Pieces as their author has broken them into lines, each line as far to the right of the first
  /// as it was. The first `from` of them are written already.
  void free(Range range, std::size_t indent, std::size_t from = 0);

  [[nodiscard]] std::string take() { return std::move(out_); }

 protected:
  std::string out_;
};

/// Whether two pieces on one line have a space between them.
[[nodiscard]] bool is_apart(const Piece& left, const Piece& right);

}  // namespace migc::syntax
