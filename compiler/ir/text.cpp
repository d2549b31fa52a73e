#include "compiler/ir/text.hpp"

#include <algorithm>

namespace migc::ir {

std::string quoted(std::string_view text, char quote) {
  std::string result(1, quote);
  for (const char c : text) {
    if (c == quote) result += quote;
    result += c;
  }
  return result += quote;
}

std::string text_of(const Token& token) {
  using Kind = Token::Kind;
  switch (token.kind) {
    case Kind::quoted:
      return token.quote == '[' ? "[" + token.text + "]" : quoted(token.text, token.quote);
    case Kind::string:
      return literal(token.text);
    case Kind::parameter:  // `$x`, `@x` and `?1` keep their mark
      return token.text.find_first_of("$@?") == 0 ? token.text : ":" + token.text;
    case Kind::word:
    case Kind::number:
    case Kind::blob:
    case Kind::symbol:
      return token.text;
  }
  return token.text;
}

bool is_word(std::string_view text) {
  const auto is_start = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  const auto is_rest = [&](char c) { return is_start(c) || (c >= '0' && c <= '9') || c == '$'; };
  return !text.empty() && is_start(text.front()) && std::all_of(text.begin(), text.end(), is_rest);
}

}  // namespace migc::ir
