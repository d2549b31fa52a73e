#include "compiler/ir/expression.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace migc::ir {

namespace {

bool same_token(const Token& a, const Token& b) {
  if (a.kind != b.kind) return false;
  const bool any_case = a.kind == Token::Kind::word || a.kind == Token::Kind::number ||
                        a.kind == Token::Kind::blob;  // x'0f' is X'0F', 1e3 is 1E3
  return any_case ? source::same(a.text, b.text) : a.text == b.text;
}

bool same_name(const Token& a, const Token& b) {
  return a.exact || b.exact ? a.key() == b.key() : source::same(a.text, b.text);
}

/// `"a"` and `a` name the same thing, but `"null"` and `null` do not.
bool same_but_for_quotes(const Token& a, const Token& b) {
  if (!a.is_name() || !b.is_name() || !same_name(a, b)) return false;
  return !is_value_word(a) && !is_value_word(b);
}

}  // namespace

bool is_value_word(const Token& token) {
  static constexpr std::array<std::string_view, 6> words{
      "null", "true", "false", "current_date", "current_time", "current_timestamp"};
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return token.is_word(word); });
}

bool same_tokens(const Expression& a, const Expression& b) {
  return std::equal(a.tokens.begin(), a.tokens.end(), b.tokens.begin(), b.tokens.end(), same_token);
}

std::optional<Name> single_name(const Expression& expression) {
  if (expression.tokens.size() != 1 || !expression.tokens.front().is_name()) return std::nullopt;
  return expression.tokens.front().name();
}

bool same_expression(const Expression& a, const Expression& b) {
  if (same_tokens(a, b)) return true;
  const auto same = [](const Token& x, const Token& y) {
    return x.kind == y.kind ? same_token(x, y) : same_but_for_quotes(x, y);
  };
  return std::equal(a.tokens.begin(), a.tokens.end(), b.tokens.begin(), b.tokens.end(), same);
}

}  // namespace migc::ir
