#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// A tokenizer of SQLite's text that shares nothing with the compiler: the tests' own eyes.
namespace migc::support {

struct SqlToken {
  enum class Kind : std::uint8_t { word, quoted, string, other };

  Kind kind = Kind::other;
  std::string text;  ///< Decoded for `quoted` and `string`.
  char quote = 0;    ///< For `quoted`: `"`, `` ` `` or `[`.

  [[nodiscard]] bool is(std::string_view mark) const { return kind == Kind::other && text == mark; }
  /// A bare word, whatever its letter case.
  [[nodiscard]] bool is_word(std::string_view lower_case) const;
};

using SqlTokens = std::vector<SqlToken>;

/// Throws std::runtime_error at an unterminated string, name or comment.
[[nodiscard]] SqlTokens sql_tokens(std::string_view text);

/// One spelling for all tokens that mean the same: words and names in lower case, a name without
/// its quotes where it needs none, a string in single quotes.
[[nodiscard]] std::string normal(const SqlToken& token);

/// Normal spellings with one space between.
[[nodiscard]] std::string normal(const SqlTokens& tokens, std::size_t begin = 0,
                                 std::size_t end = std::string_view::npos);

[[nodiscard]] std::string lower_case(std::string_view text);

}  // namespace migc::support
