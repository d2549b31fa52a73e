#include "tests/support/sql_tokens.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace migc::support {
namespace {

constexpr std::array<std::string_view, 11> long_symbols = {"->>", "->", "||", "<=", ">=", "<>",
                                                           "!=",  "==", "<<", ">>", "::"};

bool is_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' ||
         byte >= 0x80;
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool in_word(char c) { return is_letter(c) || is_digit(c) || c == '$'; }

/// Reads a text from its beginning to its end.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  SqlTokens read() {
    SqlTokens tokens;
    for (skip_gap(); !rest_.empty(); skip_gap()) tokens.push_back(next());
    return tokens;
  }

 private:
  void skip_gap() {
    for (;;) {
      if (!rest_.empty() && std::string_view(" \t\r\n\f").find(rest_[0]) != std::string_view::npos)
        rest_.remove_prefix(1);
      else if (rest_.starts_with("--"))
        rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
      else if (rest_.starts_with("/*"))
        take(behind("*/", 2));
      else
        return;
    }
  }

  SqlToken next() {
    const char c = rest_[0];
    if (c == '\'') return {SqlToken::Kind::string, quoted_text('\''), 0};
    if (c == '"' || c == '`') return {SqlToken::Kind::quoted, quoted_text(c), c};
    if (c == '[') {
      const std::string_view name = take(behind("]", 1));
      return {SqlToken::Kind::quoted, std::string(name.substr(1, name.size() - 2)), '['};
    }
    if ((c == 'x' || c == 'X') && rest_.size() > 1 && rest_[1] == '\'')
      return {SqlToken::Kind::other, lower_case(take(behind("'", 2))), 0};
    if (is_letter(c)) return {SqlToken::Kind::word, std::string(take(word_end())), 0};
    if (is_digit(c) || (c == '.' && rest_.size() > 1 && is_digit(rest_[1])))
      return {SqlToken::Kind::other, lower_case(take(number_end())), 0};
    for (const std::string_view symbol : long_symbols)
      if (rest_.starts_with(symbol))
        return {SqlToken::Kind::other, std::string(take(symbol.size())), 0};
    return {SqlToken::Kind::other, std::string(take(1)), 0};
  }

  std::string quoted_text(char quote) {
    std::string text;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      if (rest_[i] == quote) {
        const bool doubled = i + 1 < rest_.size() && rest_[i + 1] == quote;
        if (!doubled) {
          take(i + 1);
          return text;
        }
        ++i;
      }
      text += rest_[i];
    }
    throw std::runtime_error("unterminated " + std::string(1, quote));
  }

  [[nodiscard]] std::size_t word_end() const {
    std::size_t i = 0;
    while (i < rest_.size() && in_word(rest_[i])) ++i;
    return i;
  }

  [[nodiscard]] std::size_t number_end() const {
    std::size_t i = 0;
    while (i < rest_.size() && (in_word(rest_[i]) || rest_[i] == '.' || is_exponent_sign(i))) ++i;
    return i;
  }
  [[nodiscard]] bool is_exponent_sign(std::size_t i) const {
    return (rest_[i] == '+' || rest_[i] == '-') && (rest_[i - 1] == 'e' || rest_[i - 1] == 'E') &&
           !rest_.starts_with("0x");
  }

  [[nodiscard]] std::size_t behind(std::string_view mark, std::size_t from) const {
    const std::size_t found = rest_.find(mark, from);
    if (found == std::string_view::npos)
      throw std::runtime_error("no closing " + std::string(mark));
    return found + mark.size();
  }

  std::string_view take(std::size_t size) {
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  std::string_view rest_;
};

/// Bare words that are something else than the name of the same letters, wherever a name can stand.
constexpr std::array<std::string_view, 6> literals = {
    "null", "true", "false", "current_date", "current_time", "current_timestamp"};

bool needs_quotes(const std::string& name) {
  return name.empty() || !is_letter(name[0]) || !std::all_of(name.begin(), name.end(), in_word) ||
         std::find(literals.begin(), literals.end(), lower_case(name)) != literals.end();
}

std::string in_quotes(const std::string& text, char quote) {
  std::string result(1, quote);
  for (const char c : text) result += c == quote ? std::string(2, quote) : std::string(1, c);
  return result + quote;
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

bool SqlToken::is_word(std::string_view word) const {
  return kind == Kind::word && lower_case(text) == word;
}

SqlTokens sql_tokens(std::string_view text) { return Reader(text).read(); }

std::string normal(const SqlToken& token) {
  switch (token.kind) {
    case SqlToken::Kind::word:
      return lower_case(token.text);
    case SqlToken::Kind::quoted:
      return needs_quotes(token.text) ? in_quotes(lower_case(token.text), '"')
                                      : lower_case(token.text);
    case SqlToken::Kind::string:
      return in_quotes(token.text, '\'');
    case SqlToken::Kind::other:
      return token.text;
  }
  return {};
}

std::string normal(const SqlTokens& tokens, std::size_t begin, std::size_t end) {
  std::string result;
  for (std::size_t i = begin; i < std::min(end, tokens.size()); ++i) {
    if (i > begin) result += ' ';
    result += normal(tokens[i]);
  }
  return result;
}

}  // namespace migc::support
