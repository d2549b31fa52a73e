#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/source/span.hpp"

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
};

}  // namespace migc::ir
