#include "compiler/sql/put_name.hpp"

#include <algorithm>
#include <cctype>

#include "compiler/sql/keyword.hpp"

namespace migc::sql {

namespace {

using Kind = ir::Token::Kind;

/// Whether a name can stand in an expression without quotes.
bool is_plain(const Name& name) {
  if (name.quoted || name.text.empty() || is_reserved(name.text)) return false;
  if (word_of({Kind::word, 0, name.text}) == Keyword::literal) return false;
  const auto is_letter = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || std::isalpha(byte) != 0 || c == '_';
  };
  return is_letter(name.text.front()) &&
         std::all_of(name.text.begin(), name.text.end(),
                     [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '$'; });
}

}  // namespace

void put_name(ir::Token& token, const Name& to) {
  if (token.kind == Kind::word && is_plain(to)) {
    token.text = to.text;
    return;
  }
  if (token.kind != Kind::quoted) token.quote = '"';
  token.kind = Kind::quoted;
  token.text = to.text;
}

}  // namespace migc::sql
