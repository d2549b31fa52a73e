#include "compiler/sql/taken_column.hpp"

#include <utility>

#include "compiler/ir/text.hpp"
#include "compiler/sql/copies.hpp"

namespace migc::sql {

using ir::Token;

namespace {

bool begins_source(const Token& token) {
  return token.is_symbol(",") || is_any(token, {"from", "join"});
}

}  // namespace

bool ends_part(const Token& token) {
  return is_any(token, {"union", "intersect", "except", "order", "limit", "returning"});
}

bool ends_clause(const Token& token) {
  return ends_part(token) || is_any(token, {"where", "group", "having", "window"});
}

std::vector<Origin> sources_in(TokenRange from, const Relations& schema) {
  std::vector<Origin> sources;
  for (const Token* at = from.first; at != from.last;) {
    TokenRange rest{at + 1, from.last};
    if (begins_source(*at) && !rest.empty() && rest.first->is_name()) {
      if (rest.size() > 2 && rest.first[1].is_symbol(".")) rest.first += 2;
      const ir::Table* table = schema.table(rest.first->name());
      std::string alias = source::fold(rest.first++->text);
      if (rest.starts_with("as")) ++rest.first;
      if (!rest.empty() && rest.first->is_name() && !begins_source(*rest.first) &&
          !is_any(*rest.first, {"on", "using", "natural", "left", "right", "full", "inner", "cross",
                                "indexed", "not"}))
        alias = source::fold(rest.first->text);
      if (table != nullptr) sources.push_back({std::move(alias), table});
    }
    at = TokenRange{at + 1, from.last}.find(begins_source);
  }
  return sources;
}

std::optional<TakenColumn> column_said(TokenRange item, const std::vector<Origin>& sources) {
  std::string alias;
  if (item.size() == 3 && item.first->is_name() && item.first[1].is_symbol(".")) {
    alias = source::fold(item.first->text);
    item.first += 2;
  }
  if (item.size() != 1 || !item.first->is_name()) return std::nullopt;
  for (const Origin& source : sources) {
    const ir::Column* column = source.table->find(item.first->name());
    if ((alias.empty() || alias == source.alias) && column != nullptr &&
        !column->has<ir::Generated>())
      return TakenColumn{&source, column->name.key()};
  }
  return std::nullopt;
}

std::optional<TakenColumn> taken_by(TokenRange item, const std::vector<Origin>& sources) {
  const Token* alias = item.find([](const Token& token) { return token.is_word("as"); });
  item.last = alias;
  if (const bool bare = item.size() > 1 && item.last[-1].is_name() && !item.last[-2].is_symbol(".");
      bare)
    --item.last;
  if (auto plain = column_said(item, sources)) return plain;
  if (item.size() < 4 || !item.first[1].is_symbol("(") ||
      item.closing(item.first + 1) + 1 != item.last)
    return std::nullopt;
  const Token& function = *item.first;
  TokenRange inside{item.first + 2, item.last - 1};
  if (function.is_word("cast")) {
    inside.last = inside.find([](const Token& token) { return token.is_word("as"); });
    return column_said(inside, sources);
  }
  const std::vector<TokenRange> arguments = inside.split_at_commas();
  if (!is_any(function, {"coalesce", "ifnull"}) || arguments.size() != 2) return std::nullopt;
  auto column = column_said(arguments[0], sources);
  const auto literal = literal_of(arguments[1]);
  if (!column || !literal) return std::nullopt;
  column->if_null = *literal;
  return column;
}

std::optional<std::string> literal_of(TokenRange tokens) {
  std::string sign;
  while (tokens.size() > 2 && tokens.first->is_symbol("(") &&
         tokens.closing(tokens.first) + 1 == tokens.last)
    tokens = {tokens.first + 1, tokens.last - 1};
  if (tokens.size() == 2 && (tokens.first->is_symbol("-") || tokens.first->is_symbol("+")))
    sign = tokens.first++->text;
  if (tokens.size() != 1) return std::nullopt;
  const Token& token = *tokens.first;
  if (token.kind == Token::Kind::number) return sign + token.text;
  if (!sign.empty()) return std::nullopt;
  if (token.kind == Token::Kind::string) return ir::literal(token.text);
  if (token.kind == Token::Kind::blob || is_any(token, {"null", "true", "false"}))
    return token.text;
  return std::nullopt;
}

}  // namespace migc::sql
