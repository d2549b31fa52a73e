#include "compiler/sql/reader.hpp"

#include <algorithm>

#include "compiler/sql/reader_parts.hpp"

namespace migc::sql {

namespace {

/// Who makes more mistakes than this in one text will not read suggestions for each.
constexpr std::size_t most_suggestions = 20;

std::vector<std::size_t> matching_brackets(const std::vector<ir::Token>& tokens) {
  std::vector<std::size_t> close(tokens.size(), tokens.size()), open;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is_symbol("(")) {
      open.push_back(i);
    } else if (tokens[i].is_symbol(")") && !open.empty()) {
      close[open.back()] = i;
      open.pop_back();
    }
  }
  return close;
}

}  // namespace

Reader::Reader(const std::vector<ir::Token>& tokens, RelationLookup& lookup, Resolution& found)
    : tokens_(tokens),
      lookup_(lookup),
      dialect_(lookup.dialect()),
      found_(found),
      close_(matching_brackets(tokens)),
      end_(tokens.size()) {
  words_.reserve(tokens.size());
  for (const ir::Token& each : tokens) words_.push_back(word_of(each));
}

Keyword Reader::word(std::size_t ahead) const {
  return at_ + ahead < end_ ? words_[at_ + ahead] : Keyword::other;
}

const ir::Token& Reader::token(std::size_t ahead) const {
  static const ir::Token none;
  return at_ + ahead < end_ ? tokens_[at_ + ahead] : none;
}

bool Reader::symbol(std::string_view mark, std::size_t ahead) const {
  return token(ahead).is_symbol(mark);
}

bool Reader::is_at_name(std::size_t ahead) const { return token(ahead).is_name(); }

bool Reader::at_name_or_string(std::size_t ahead) const {
  return is_at_name(ahead) || token(ahead).kind == ir::Token::Kind::string;
}

bool Reader::accept(Keyword expected) {
  if (word() != expected) return false;
  ++at_;
  return true;
}

bool Reader::accept(std::string_view mark) {
  if (!symbol(mark)) return false;
  ++at_;
  return true;
}

void Reader::skip() {
  if (done()) return;
  at_ = symbol("(") ? std::min(close_[at_] + 1, end_) : at_ + 1;
}

/// The next token of this level that is a `;` or a word that stops; the end of the range without
/// one.
std::size_t Reader::find_ahead(bool (*stops)(Keyword)) const {
  std::size_t i = at_;
  while (i < end_ && !tokens_[i].is_symbol(";")) {
    if (stops(words_[i]) && !inside_expression(i)) break;
    i = tokens_[i].is_symbol("(") ? close_[i] + 1 : i + 1;
  }
  return std::min(i, end_);
}

/// `a is distinct from b`, `percentile_cont(0.5) within group (…)`: words that begin no clause
/// here.
bool Reader::inside_expression(std::size_t place) const {
  if (words_[place] == Keyword::group) return place >= 1 && tokens_[place - 1].is_word("within");
  return words_[place] == Keyword::from && place >= 2 && words_[place - 1] == Keyword::distinct &&
         (words_[place - 2] == Keyword::is || words_[place - 2] == Keyword::not_);
}

void Reader::use(std::size_t token, std::string relation, std::string column) {
  found_.uses.push_back({token, std::move(relation), std::move(column)});
}

void Reader::miss_relation(std::size_t token, std::vector<std::string> candidates) {
  miss_relation(tokens_[token].name(), std::move(candidates));
}

void Reader::miss_relation(Name name, std::vector<std::string> candidates) {
  found_.unresolved.push_back(
      {Unresolved::What::relation, std::move(name), {}, std::move(candidates)});
}

void Reader::miss_column(std::size_t token, const FromItem* where, const Scope* scope) {
  Unresolved missing{Unresolved::What::column, tokens_[token].name(), {}, {}};
  if (where != nullptr) {
    missing.relation = where->name;
    missing.key = where->relation;
  }
  if (wants_suggestions()) {
    if (where != nullptr)
      missing.candidates = texts_of(where->shape->columns);
    else if (scope != nullptr)
      missing.candidates = column_candidates(*scope);
  }
  found_.unresolved.push_back(std::move(missing));
}

void Reader::misuse(Unresolved::What what, std::size_t token, const FromItem& where,
                    std::string other) {
  found_.unresolved.push_back({.what = what,
                               .name = tokens_[token].name(),
                               .relation = where.name,
                               .candidates = {},
                               .other = std::move(other),
                               .key = where.relation});
}

void Reader::miscount(Unresolved::What what, std::size_t token, std::string relation,
                      std::size_t expected, std::size_t given) {
  found_.unresolved.push_back(
      {what, tokens_[token].name(), std::move(relation), {}, {}, expected, given});
}

void Reader::bind(std::size_t token, Binding::What what, const FromItem* source) {
  if (!found_.traces) return;
  Binding binding{what};
  if (source != nullptr) {
    binding.source = source->declared;
    binding.relation = source->name.empty() ? source->alias : source->name;
  }
  found_.bindings.emplace_back(token, std::move(binding));
}

bool Reader::wants_suggestions() const { return found_.unresolved.size() < most_suggestions; }

bool Reader::at_statement() const {
  switch (word()) {
    case Keyword::select:
    case Keyword::values:
    case Keyword::insert:
    case Keyword::update:
    case Keyword::delete_:
      return true;
    case Keyword::with:
      return is_at_name(1);
    case Keyword::replace:
      return word(1) == Keyword::into || word(1) == Keyword::or_;
    default:
      return false;
  }
}

void Reader::query_under(const std::vector<ColumnName>& names) {
  const Scope nothing;
  const RelationColumns& shape = query(nothing);
  if (!tokens_.empty()) list_fits(0, names, shape);
}

const RelationColumns& Reader::keep(RelationColumns shape) {
  return kept_.emplace_back(std::move(shape));
}

RelationColumns read_query(const ir::Expression& query, RelationLookup& lookup) {
  Resolution ignored;
  Reader reader(query.tokens, lookup, ignored);
  return reader.query({});
}

}  // namespace migc::sql
