#include "compiler/ir/expression.hpp"

#include <algorithm>

namespace migc::ir {

namespace {

bool same_token(const Token& a, const Token& b) {
  if (a.kind != b.kind) return false;
  const bool any_case = a.kind == Token::Kind::word || a.kind == Token::Kind::number ||
                        a.kind == Token::Kind::blob;  // x'0f' is X'0F', 1e3 is 1E3
  return any_case ? source::same(a.text, b.text) : a.text == b.text;
}

}  // namespace

bool same_tokens(const Expression& a, const Expression& b) {
  return std::equal(a.tokens.begin(), a.tokens.end(), b.tokens.begin(), b.tokens.end(), same_token);
}

std::optional<Name> single_name(const Expression& expression) {
  if (expression.tokens.size() != 1 || !expression.tokens.front().is_name()) return std::nullopt;
  return expression.tokens.front().name();
}

}  // namespace migc::ir
