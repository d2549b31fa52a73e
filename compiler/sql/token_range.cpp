#include "compiler/sql/token_range.hpp"

#include <algorithm>

namespace migc::sql {

std::vector<TokenRange> TokenRange::split_at_commas() const {
  std::vector<TokenRange> parts;
  TokenRange rest = *this;
  while (true) {
    const ir::Token* comma = rest.find([](const ir::Token& token) { return token.is_symbol(","); });
    parts.push_back({rest.first, comma});
    if (comma == last) return parts;
    rest.first = comma + 1;
  }
}

TokenRange whole(const ir::Expression& expression) {
  return {expression.tokens.data(), expression.tokens.data() + expression.tokens.size()};
}

bool is_any(const ir::Token& token, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return token.is_word(word); });
}

}  // namespace migc::sql
