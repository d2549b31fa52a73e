#include "compiler/sql/data_target.hpp"

#include <utility>

#include "compiler/sql/token_range.hpp"

namespace migc::sql {

namespace {

using ir::Token;

/// The columns of `a = …, (b, c) = …`, up to what follows the list.
std::vector<ir::Name> set_columns(TokenRange list) {
  list.last = list.find([](const Token& token) {
    return is_any(token, {"from", "where", "returning", "order", "limit"});
  });
  std::vector<ir::Name> columns;
  for (const TokenRange& one : list.split_at_commas()) {
    const Token* equals = one.find([](const Token& token) { return token.is_symbol("="); });
    for (const Token* at = one.first; at != equals; ++at)
      if (at->is_name()) columns.push_back(at->name());
  }
  return columns;
}

}  // namespace

std::optional<DataTarget> target_of(const ir::Expression& statement) {
  TokenRange rest = whole(statement);
  rest.first = rest.find([](const Token& token) {
    return is_any(token, {"insert", "replace", "update", "delete"});
  });
  if (rest.empty()) return std::nullopt;
  std::string verb = source::fold(rest.first++->text);
  if (rest.size() > 1 && rest.starts_with("or")) rest.first += 2;  // `or ignore`
  if (rest.starts_with("into") || rest.starts_with("from")) ++rest.first;
  if (rest.size() > 2 && rest.first[1].is_symbol(".")) rest.first += 2;
  if (rest.empty() || !rest.first->is_name()) return std::nullopt;
  DataTarget target{std::move(verb), rest.first->name()};
  if (target.verb != "update") return target;
  rest.first = rest.find([](const Token& token) { return token.is_word("set"); });
  if (!rest.empty()) target.columns = set_columns({rest.first + 1, rest.last});
  return target;
}

}  // namespace migc::sql
