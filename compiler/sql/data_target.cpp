#include "compiler/sql/data_target.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace migc::sql {

namespace {

using ir::Token;
using Tokens = std::vector<Token>;

bool is_any_word(const Token& token, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return token.is_word(word); });
}

int depth_change(const Token& token) {
  return token.is_symbol("(") ? 1 : token.is_symbol(")") ? -1 : 0;
}

/// Index of the first token outside brackets, from `at` on, that `wanted` accepts; or the end.
template <class Wanted>
std::size_t find_outside(const Tokens& tokens, std::size_t at, Wanted wanted) {
  int depth = 0;
  for (; at < tokens.size(); ++at) {
    if (depth == 0 && wanted(tokens[at])) return at;
    depth += depth_change(tokens[at]);
  }
  return tokens.size();
}

/// The columns of `set a = …, (b, c) = …`, which begins behind `set`.
std::vector<ir::Name> set_columns(const Tokens& tokens, std::size_t at) {
  const std::size_t end = find_outside(tokens, at, [](const Token& token) {
    return is_any_word(token, {"from", "where", "returning", "order", "limit"});
  });
  std::vector<ir::Name> columns;
  while (at < end) {
    const std::size_t equals =
        find_outside(tokens, at, [](const Token& token) { return token.is_symbol("="); });
    for (; at < std::min(equals, end); ++at)
      if (tokens[at].is_name()) columns.push_back(tokens[at].name());
    at = find_outside(tokens, at, [](const Token& token) { return token.is_symbol(","); });
    if (at < end) ++at;
  }
  return columns;
}

}  // namespace

std::optional<DataTarget> target_of(const ir::Expression& statement) {
  const Tokens& tokens = statement.tokens;
  std::size_t at = find_outside(tokens, 0, [](const Token& token) {
    return is_any_word(token, {"insert", "replace", "update", "delete"});
  });
  if (at == tokens.size()) return std::nullopt;
  std::string verb = source::fold(tokens[at++].text);
  if (at < tokens.size() && tokens[at].is_word("or")) at += 2;  // `or ignore`
  if (at < tokens.size() && is_any_word(tokens[at], {"into", "from"})) ++at;
  if (at + 2 < tokens.size() && tokens[at + 1].is_symbol(".")) at += 2;
  if (at >= tokens.size() || !tokens[at].is_name()) return std::nullopt;
  DataTarget target{std::move(verb), tokens[at].name()};
  if (target.verb != "update") return target;
  const std::size_t set =
      find_outside(tokens, at, [](const Token& token) { return token.is_word("set"); });
  target.columns = set_columns(tokens, set + 1);
  return target;
}

}  // namespace migc::sql
