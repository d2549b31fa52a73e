#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/source/name.hpp"

namespace migc::ir {

/// A column's declared type as written: `varchar` with `200`, `unsigned big int` with nothing.
struct Type {
  /// Words with one space between; a quoted name decoded where it is the only word.
  std::string name;
  std::string arguments;  ///< What stood in the parentheses, `10, 5`; empty without.
  bool quoted = false;    ///< The name was one quoted identifier, kept letter for letter.
  source::Span written = {};
  /// `type for postgresql $$ citext $$, for sqlite $$ TEXT $$`: dialect and text.
  std::vector<std::pair<std::string, std::string>> for_dialect{};
  bool exact = false;  ///< As a name's.

  /// The name, which may be an enum's.
  [[nodiscard]] source::Name as_name() const { return {name, quoted, written, {}, exact}; }
};

}  // namespace migc::ir
