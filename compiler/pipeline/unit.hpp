#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/lower/lower.hpp"
#include "compiler/source/source_file.hpp"
#include "compiler/syntax/ast.hpp"

namespace migc::pipeline {

/// A statement of a block as its file has it, and what it does.
struct Unit {
  std::string comments{};  ///< Those before it, a line each, without indent.
  std::string allows{};    ///< `allow …;` before it, and comments among them, likewise.
  std::string text;        ///< With its `;`, and the comment behind that on its line.
  std::vector<ir::Step> steps;
  /// Whether it has to stay where and as it is: it reads or writes rows, is SQL that nobody reads
  /// here, or means something else to other dialects.
  bool opaque = false;

  /// All of it, each line of its beginning behind two spaces.
  [[nodiscard]] std::string whole() const;
};

/// The statements of the block that begins with the word, `upgrade` or `downgrade`.
[[nodiscard]] std::vector<Unit> units_of(const source::SourceFile& file, std::string_view word,
                                         const ast::Statements& statements,
                                         const lower::Options& options);

/// Every line of a text behind two spaces; ends with a line's end unless it is empty.
[[nodiscard]] std::string two_spaces(std::string_view text);

}  // namespace migc::pipeline
