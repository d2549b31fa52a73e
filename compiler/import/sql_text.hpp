#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// SQL as others wrote it, statement by statement.
namespace migc::import {

/// A statement in a text, without the white space and comments before it.
struct SqlStatement {
  std::size_t begin = 0, end = 0;  ///< With its `;`.
  std::string word;                ///< The first, in lower case; empty where none begins it.
};

[[nodiscard]] std::vector<SqlStatement> statements_of(std::string_view text);

/// Overwrites a part with spaces; lines and places stay.
void blank(std::string& text, std::size_t begin, std::size_t end);

/// A text with one empty line at most between others, none at its ends, and a `;` at its end.
[[nodiscard]] std::string tidy(std::string_view text);

/// What may be part of a revision id, and `_` for the rest.
[[nodiscard]] std::string id_of(std::string_view text);

}  // namespace migc::import
