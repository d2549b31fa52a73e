#include "compiler/ir/text.hpp"

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

}  // namespace migc::ir
