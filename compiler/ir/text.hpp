#pragma once

#include <string>
#include <string_view>

#include "compiler/ir/expression.hpp"

/// The pieces of a text in the language, which are those of standard SQL.
namespace migc::ir {

/// The text between two `quote` marks, each mark inside doubled.
[[nodiscard]] std::string quoted(std::string_view text, char quote);

/// A string literal.
[[nodiscard]] inline std::string literal(std::string_view text) { return quoted(text, '\''); }

/// A token alone, without the gap before it; `$$…$$` as a plain string.
[[nodiscard]] std::string text_of(const Token& token);

/// Whether a text can be an identifier without quotes, as far as its letters go.
[[nodiscard]] bool is_word(std::string_view text);

}  // namespace migc::ir
