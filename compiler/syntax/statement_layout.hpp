#pragma once

#include <cstddef>
#include <string_view>

#include "compiler/source/name.hpp"
#include "compiler/syntax/layout_writer.hpp"

namespace migc::syntax {

[[nodiscard]] inline bool is_word(const Piece& piece, std::string_view word) {
  return source::same(piece.text, word);
}

/// Lays out a statement without a block: the elements of a `create table` and the actions of an
/// `alter table` have a line each.
class StatementLayout : protected LayoutWriter {
 protected:
  /// `text` is what the pieces are of.
  explicit StatementLayout(std::string_view text) : all_(text) {}

  void write(Range range, std::size_t indent);

 private:
  /// Where the list of a `create table` opens; the range's size in any other statement.
  static std::size_t table_in(Range range);
  void table(Range range, std::size_t open, std::size_t indent);
  /// Where the arguments of a `create virtual table` open; else the range's size.
  static std::size_t arguments_in(Range range);
  /// The arguments are handed to the module as they are written, to the last blank.
  void virtual_table(Range range, std::size_t open, std::size_t indent);
  /// Elements with commas between, a line each; returns where they end: at `)`, `;` or the end.
  std::size_t list(Range range, std::size_t at, std::size_t indent);
  /// Whether a comma stands in a type for several dialects.
  static bool goes_on(Range range, std::size_t comma);
  /// Behind the name in an `alter table` with more actions than one; else the range's size.
  static std::size_t several_actions(Range range);
  void actions(Range range, std::size_t behind, std::size_t indent);

  std::string_view all_;
};

}  // namespace migc::syntax
