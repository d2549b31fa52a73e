#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/name.hpp"
#include "compiler/source/span.hpp"

namespace migc::ir {

using source::Name;
using source::Span;

/// One lexical piece of an expression, a query or a data statement.
struct Token {
  enum class Kind : std::uint8_t {
    word,       ///< A bare word: keyword, function or name; `text` as written.
    quoted,     ///< A name in quotes; `text` decoded, `quote` says which quotes.
    string,     ///< A string literal; `text` decoded (raw `$$…$$` strings too).
    number,     ///< As written.
    blob,       ///< `x'0AFF'` as written.
    parameter,  ///< `:name` of a `for`, without the colon; `${x}`, `?1`, `@x` keep theirs.
    symbol,     ///< An operator or punctuation mark, as written.
  };

  Kind kind = Kind::symbol;
  char quote = 0;  ///< For `quoted`: `"`, `` ` `` or `[`.
  std::string text;
  std::string gap{};  ///< White space and comments before it, as written. Normalised when printed.
  Span written = {};
  bool exact = false;  ///< As a name it is compared letter by letter: see Name.

  [[nodiscard]] bool is_symbol(std::string_view mark) const {
    return kind == Kind::symbol && text == mark;
  }
  /// A bare word equal to `lower_case_word`, whatever its letter case.
  [[nodiscard]] bool is_word(std::string_view lower_case_word) const {
    return kind == Kind::word && source::same(text, lower_case_word);
  }
  /// Can stand for a name: a bare word or a quoted one.
  [[nodiscard]] bool is_name() const { return kind == Kind::word || kind == Kind::quoted; }
  [[nodiscard]] Name name() const { return {text, kind != Kind::word, written, {}, exact}; }
  /// The key of that name.
  [[nodiscard]] std::string key() const { return exact ? text : source::fold(text); }
};

/// An expression, a query or a data statement as balanced tokens. Its meaning is the database's
/// business; the names in it are ours (schema/resolve.hpp finds and renames them).
struct Expression {
  std::vector<Token> tokens;
  Span written = {};

  [[nodiscard]] bool empty() const { return tokens.empty(); }
};

/// Whether a token is a word that is a value and names nothing: `null`, `current_date`.
[[nodiscard]] bool is_value_word(const Token& token);

/// Equal but for white space, comments, the letter case of bare words and the style of quotes.
[[nodiscard]] bool same_tokens(const Expression& a, const Expression& b);

/// The name, when the expression is nothing but one: `a`, `"a"`.
[[nodiscard]] std::optional<Name> single_name(const Expression& expression);

/// As same_tokens, and a name that a rename has quoted is still the same.
[[nodiscard]] bool same_expression(const Expression& a, const Expression& b);

}  // namespace migc::ir
