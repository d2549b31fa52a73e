#include "compiler/sql/put_name.hpp"

#include <algorithm>
#include <cctype>

#include "compiler/sql/keyword.hpp"

namespace migc::sql {

namespace {

using Kind = ir::Token::Kind;

/// Whether a name can stand in an expression without quotes.
bool is_plain(const Name& name, const dialect::Dialect& dialect) {
  if (name.quoted || name.text.empty() || dialect.is_reserved(name.text)) return false;
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

void put_name(ir::Token& token, const Name& to, const dialect::Dialect& dialect) {
  if (token.kind == Kind::word && is_plain(to, dialect)) {
    token.text = to.text;
    return;
  }
  if (token.kind != Kind::quoted) token.quote = '"';
  token.kind = Kind::quoted;
  // In quotes that keep letter case a name means the same only as it is compared.
  token.exact = dialect.naming.keeps_quoted;
  token.text = token.exact ? to.own_key() : to.text;
}

}  // namespace migc::sql
