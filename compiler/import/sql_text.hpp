#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/syntax/piece_reader.hpp"

/// SQL as others wrote it, statement by statement.
namespace migc::import {

/// A statement in a text, without the white space and comments before it.
struct SqlStatement {
  std::size_t begin = 0, end = 0;  ///< With its `;`.
  std::string word;                ///< The first, in lower case; empty where none begins it.
};

[[nodiscard]] std::vector<SqlStatement> statements_of(std::string_view text);

/// A text without the byte order mark that editors on Windows begin it with.
[[nodiscard]] std::string without_mark(std::string text);

/// Whether a string in a statement has a carriage return, which a `.mig` file does not keep.
[[nodiscard]] bool has_return_in_string(std::string_view sql);

/// A name, or any other piece, without its quotes.
[[nodiscard]] std::string plain(std::string_view piece);

/// Steps behind a word, if it stands there; returns whether it does.
bool take_word(syntax::PieceReader& reader, std::string_view word);

/// Overwrites a part with spaces; lines and places stay.
void blank(std::string& text, std::size_t begin, std::size_t end);

/// A text with one empty line at most between others, none at its ends, and a `;` at its end.
[[nodiscard]] std::string tidy(std::string_view text);

/// What may be part of a revision id, and `_` for the rest.
[[nodiscard]] std::string id_of(std::string_view text);

}  // namespace migc::import
