#include "compiler/dialects/sqlite/print/facts.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "compiler/dialects/sqlite/print/print.hpp"

namespace migc::backends::sqlite {

namespace {

using Tokens = std::span<const ir::Token>;

Tokens without_parentheses(Tokens tokens) {
  while (tokens.size() > 2 && tokens.front().is_symbol("(") && tokens.back().is_symbol(")"))
    tokens = tokens.subspan(1, tokens.size() - 2);
  return tokens;
}

bool is_sign(const ir::Token& token) { return token.is_symbol("-") || token.is_symbol("+"); }

bool is_number(Tokens tokens) {
  while (tokens.size() > 1 && is_sign(tokens.front())) tokens = tokens.subspan(1);
  return tokens.size() == 1 && tokens[0].kind == ir::Token::Kind::number;
}

bool is_current_time(const ir::Token& token) {
  return token.is_word("current_timestamp") || token.is_word("current_date") ||
         token.is_word("current_time");
}

}  // namespace

bool is_signed_number(const ir::Expression& value) { return is_number(value.tokens); }

bool is_constant(const ir::Expression& value) {
  const Tokens tokens = without_parentheses(value.tokens);
  if (is_number(tokens)) return true;
  if (tokens.size() != 1 || is_current_time(tokens[0])) return false;
  return tokens[0].kind != ir::Token::Kind::symbol && tokens[0].kind != ir::Token::Kind::parameter;
}

bool is_null(const ir::Expression& value) {
  const Tokens tokens = without_parentheses(value.tokens);
  return tokens.size() == 1 && tokens[0].is_word("null");
}

bool is_autoincrement(const ir::Column& column) {
  const auto* key = column.find<ir::PrimaryKey>();
  return (key != nullptr && key->autoincrement) || column.has<ir::Identity>();
}

bool is_autoincrement(const ir::Table& table) {
  const auto says_so = [](const ir::TableConstraint& constraint) {
    const auto* key = std::get_if<ir::TablePrimaryKey>(&constraint.rule);
    return key != nullptr && key->autoincrement;
  };
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [](const ir::Column& column) { return is_autoincrement(column); }) ||
         std::any_of(table.constraints.begin(), table.constraints.end(), says_so);
}

ir::Term term_of(const ir::Column& column) {
  ir::Token token;
  token.kind = column.name.quoted ? ir::Token::Kind::quoted : ir::Token::Kind::word;
  token.quote = column.name.quoted ? '"' : '\0';
  token.text = column.name.text;
  return {ir::Expression{{token}, {}}, ir::Order::unspecified, {}};
}

std::vector<ir::Term> primary_key(const ir::Table& table) {
  for (const ir::Column& column : table.columns)
    if (const auto* key = column.find<ir::PrimaryKey>()) {
      ir::Term term = term_of(column);
      term.order = key->order;
      return {std::move(term)};
    }
  for (const ir::TableConstraint& constraint : table.constraints)
    if (const auto* key = std::get_if<ir::TablePrimaryKey>(&constraint.rule)) return key->terms;
  return {};
}

std::vector<UniqueKey> unique_keys(const ir::Table& table) {
  std::vector<UniqueKey> keys;
  for (const ir::Column& column : table.columns)
    if (const auto* unique = column.find<ir::Unique>())
      keys.push_back({{term_of(column)}, unique->conflict});
  for (const ir::TableConstraint& constraint : table.constraints)
    if (const auto* unique = std::get_if<ir::TableUnique>(&constraint.rule))
      keys.push_back({unique->terms, unique->conflict});
  return keys;
}

std::size_t automatic_indexes(const ir::Table& table, const schema::Schema& schema) {
  std::set<std::string> lists;
  const auto add = [&](const std::vector<ir::Term>& terms) {
    std::string list;
    for (const ir::Term& term : terms) {
      const std::optional<ir::Name> name = term.column(), collation = term.collation();
      const ir::Column* column = name ? table.find(*name) : nullptr;
      const auto* own = column == nullptr ? nullptr : column->find<ir::Collate>();
      list += (name ? name->key() : "") + " " +
              (collation        ? collation->key()
               : own != nullptr ? own->collation.key()
                                : "binary") +
              ", ";
    }
    if (!list.empty()) lists.insert(std::move(list));
  };
  if (sql::rowid_key(table, schema) == nullptr) add(primary_key(table));
  for (const UniqueKey& key : unique_keys(table)) add(key.terms);
  return lists.size();
}

std::optional<std::string> rowid_name(const ir::Table& a, const ir::Table& b) {
  for (const std::string_view name : rules().rowid_names) {
    const source::Name candidate{std::string(name), false, {}, {}};
    if (a.find(candidate) == nullptr && b.find(candidate) == nullptr) return candidate.text;
  }
  return std::nullopt;
}

bool is_qualified(const ir::Expression& expression, const source::Name& table) {
  const std::vector<ir::Token>& tokens = expression.tokens;
  for (std::size_t at = 0; at + 1 < tokens.size(); ++at)
    if (tokens[at].is_name() && source::same(tokens[at].text, table.text) &&
        tokens[at + 1].is_symbol("."))
      return true;
  return false;
}

std::string print_term(const ir::Expression& term) {
  const bool plain_word = term.tokens.size() == 1 && term.tokens[0].kind == ir::Token::Kind::word;
  return plain_word ? quote(term.tokens[0].name()) : print(term);
}

}  // namespace migc::backends::sqlite
