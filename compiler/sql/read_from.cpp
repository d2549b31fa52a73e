#include <algorithm>
#include <utility>

#include "compiler/sql/reader.hpp"
#include "compiler/sql/reader_parts.hpp"

namespace migc::sql {

/// Takes in all sources; what may name any of them is left for read().
Reader::Conditions Reader::from(Scope& scope) {
  Conditions conditions;
  joins(scope, conditions);
  return conditions;
}

void Reader::read(const Conditions& conditions, const Scope& scope) {
  for (const auto& [begin, end] : conditions) {
    const Range range(*this, begin, end, at_);
    expressions(scope);
  }
}

void Reader::joins(Scope& scope, Conditions& conditions) {
  const std::size_t left = scope.sources.size();
  member(scope, conditions);
  more_joins(scope, left, conditions);
}

/// Goes on behind a first member that is there already; `left` is its place among the sources.
void Reader::more_joins(Scope& scope, std::size_t left, Conditions& conditions) {
  for (;;) {
    bool is_natural = false;
    if (!accept(",") && !accept_join(is_natural)) return;
    const std::size_t right = scope.sources.size();
    member(scope, conditions);
    if (is_natural) natural(scope, left, right);
    constraint(scope, left, right, conditions);
  }
}

/// Joins the sources before `right` with those from there by all names that both have.
void Reader::natural(Scope& scope, std::size_t left, std::size_t right) {
  for (std::size_t i = right; i < scope.sources.size(); ++i) {
    FromItem& source = scope.sources[i];
    for (const auto& [key, place] : source.shape->keys)
      for (std::size_t l = left; l < right; ++l) {
        const FromItem& other = scope.sources[l];
        const auto same = other.shape->keys.find(key);
        if (same == other.shape->keys.end()) continue;
        source.merged.insert(key);
        if (found_.traces)
          found_.pairings.push_back({Pairing::What::joined,
                                     source.declared,
                                     {key, other.shape->origins[same->second]},
                                     {key, source.shape->origins[place]},
                                     other.name,
                                     source.name});
      }
  }
}

void Reader::member(Scope& scope, Conditions& conditions) {
  const bool lateral = word() == Keyword::lateral && (symbol("(", 1) || is_at_name(1));
  if (lateral) ++at_;
  if (word() == Keyword::only && is_at_name(1) && lookup_.find("only") == nullptr) ++at_;
  if (symbol("("))
    bracketed_member(scope, lateral ? scope : *scope.outer, conditions);
  else
    named_member(scope, conditions);
}

/// A subquery, or a join in brackets. A join that is given a name answers to it as a whole; its
/// members stay visible, as in SQLite.
void Reader::bracketed_member(Scope& scope, const Scope& outer, Conditions& conditions) {
  const std::size_t close = std::min(close_[at_], end_);
  const std::size_t first = scope.sources.size();
  FromItem source{.declared = at_};
  {
    const Range inside(*this, at_ + 1, close, std::min(close + 1, end_));
    const Nested nested(*this);
    if (nested.too_deep()) {
      source.shape = &unknown_columns();
      scope.open = true;
    } else if (at_statement()) {
      source.shape = &query(outer);
    } else {
      joins(scope, conditions);
    }
  }
  if (source.shape == nullptr) {
    if (!at_alias()) return;
    source.shape = &keep(joined_shape(scope, first));
    source.qualified_only = true;
  }
  member_alias(source);
  add_source(scope, std::move(source));
}

/// What the sources of a join in brackets give together, from `first` on.
RelationColumns Reader::joined_shape(const Scope& scope, std::size_t first) {
  SelectCore core;
  for (std::size_t i = first; i < scope.sources.size(); ++i)
    if (!scope.sources[i].qualified_only) star(core, scope.sources[i]);
  core.complete &= !scope.open;
  return shape_of(core);
}

void Reader::named_member(Scope& scope, Conditions& conditions) {
  if (!at_name_or_string()) return;
  FromItem source = relation(true);
  if (symbol("(")) {  // a table-valued function, or a virtual table with arguments
    conditions.emplace_back(at_ + 1, std::min(close_[at_], end_));
    skip();
  }
  member_alias(source);
  indexed_by(source);
  add_source(scope, std::move(source));
}

/// `as x`, `x`, `as x (a, b)`
void Reader::member_alias(FromItem& source) {
  if (!at_alias()) return;
  accept(Keyword::as);
  source.alias = token().key();
  source.own_name = false;
  if (source.name.empty()) source.name = token().text;
  ++at_;
  if (!symbol("(")) return;
  RelationColumns renamed;
  const Range names(*this, at_ + 1, std::min(close_[at_], end_), std::min(close_[at_] + 1, end_));
  for (; !done(); skip())
    if (at_name_or_string()) renamed.add({token().text, token().exact});
  source.relation.clear();
  source.shape = &keep(std::move(renamed));
}

bool Reader::at_alias(std::size_t ahead) const {
  if (word(ahead) == Keyword::as) return at_name_or_string(ahead + 1);
  const ir::Token& next = token(ahead);
  if (next.kind != ir::Token::Kind::word) return at_name_or_string(ahead);
  if (dialect_.is_reserved(next.text) || at_join(at_ + ahead)) return false;
  const Keyword following = word(ahead + 1);
  if (word(ahead) == Keyword::window)
    return !(is_at_name(ahead + 1) && word(ahead + 2) == Keyword::as);
  if (word(ahead) == Keyword::indexed) return following != Keyword::by;
  return word(ahead) != Keyword::offset && !next.is_word("for") && !next.is_word("fetch");
}

void Reader::indexed_by(const FromItem& source) {
  if (word() == Keyword::indexed && word(1) == Keyword::by) {
    at_ += 2;
    if (!at_name_or_string()) return;
    const Name index = token().name();
    const ir::Object* relation = lookup_.object({ir::Space::relation, source.relation});
    const ir::Object* found = lookup_.object({ir::Space::index, index.key()});
    const auto* on = found == nullptr ? nullptr : std::get_if<ir::Index>(found);
    if (relation != nullptr && std::holds_alternative<ir::Table>(*relation)) {
      if (on == nullptr || on->table.key() != source.relation)
        misuse(Unresolved::What::index, at_, source, {});
      else
        found_.indexes.emplace_back(at_, index);
    }
    ++at_;
  } else if (word() == Keyword::not_ && word(1) == Keyword::indexed) {
    at_ += 2;
  }
}

/// `on …` or `using (…)` of a join between the sources before `right` and those from there.
void Reader::constraint(Scope& scope, std::size_t left, std::size_t right, Conditions& conditions) {
  for (;;) {
    if (word() == Keyword::on_ && word(1) != Keyword::conflict && word(1) != Keyword::duplicate) {
      ++at_;
      const std::size_t end = condition_end();
      conditions.emplace_back(at_, end);
      at_ = end;
    } else if (word() == Keyword::using_ && symbol("(", 1)) {
      ++at_;
      const Range names(*this, at_ + 1, std::min(close_[at_], end_),
                        std::min(close_[at_] + 1, end_));
      using_columns(scope, left, right);
    } else {
      return;
    }
  }
}

void Reader::using_columns(Scope& scope, std::size_t left, std::size_t right) {
  for (; !done(); skip()) {
    if (!at_name_or_string()) continue;
    use_joined(scope, left, right, at_);
    use_joined(scope, right, scope.sources.size(), at_);
    for (std::size_t i = right; i < scope.sources.size(); ++i)
      scope.sources[i].merged.insert(token().key());
  }
}

/// One side of a USING: the first source that has the column. A subquery's column is a use too, of
/// no relation: it keeps the name from following a rename on the other side alone.
void Reader::use_joined(Scope& scope, std::size_t begin, std::size_t end, std::size_t token) {
  const std::string key = tokens_[token].key();
  bool complete = !scope.open;
  for (std::size_t i = begin; i < end; ++i) {
    const FromItem& each = scope.sources[i];
    if (each.shape->has(key)) {
      return use(token, each.relation, key);
    }
    complete &= each.shape->complete;
  }
  if (complete && begin < end)
    miss_column(token, end - begin == 1 ? &scope.sources[begin] : nullptr, &scope);
}

/// Where the condition behind ON ends.
std::size_t Reader::condition_end() const {
  std::size_t i = at_;
  while (i < end_ && !tokens_[i].is_symbol(";") && !tokens_[i].is_symbol(",") && !at_join(i)) {
    const bool window =
        words_[i] == Keyword::window && i + 2 < end_ && words_[i + 2] == Keyword::as;
    if (window || (ends_expression(words_[i]) && !inside_expression(i))) break;
    i = tokens_[i].is_symbol("(") ? close_[i] + 1 : i + 1;
  }
  return std::min(i, end_);
}

bool Reader::at_join(std::size_t position) const {
  const Keyword next = position + 1 < end_ ? words_[position + 1] : Keyword::other;
  switch (words_[position]) {
    case Keyword::join:
    case Keyword::straight_join:
      return true;
    case Keyword::natural:
    case Keyword::left:
    case Keyword::right:
    case Keyword::full:
    case Keyword::inner:
    case Keyword::cross:
    case Keyword::outer:  // in any order: SQLite knows `outer left natural join`
      return next == Keyword::join || next == Keyword::outer || next == Keyword::natural ||
             next == Keyword::left || next == Keyword::right || next == Keyword::full ||
             next == Keyword::inner || next == Keyword::cross;
    default:
      return false;
  }
}

bool Reader::accept_join(bool& natural) {
  if (done() || !at_join(at_)) return false;
  while (!done() && word() != Keyword::join && word() != Keyword::straight_join) {
    natural |= word() == Keyword::natural;
    ++at_;
  }
  if (!done()) ++at_;
  return true;
}

void Reader::add_source(Scope& scope, FromItem source) const {
  if (scope.sources.size() < dialect_.most_joined)
    scope.sources.push_back(std::move(source));
  else
    scope.open = true;
}

/// The name that ends with the token `last` and begins, maybe with a schema, with `first`.
Name Reader::relation_name(std::size_t first, std::size_t last) const {
  Name name = tokens_[last].name();
  if (first == last || !dialect_.naming.has_schemas) return name;
  std::string schema = tokens_[last - 2].key();
  if (schema == dialect_.naming.usual_schema) return name;
  name.schema = std::move(schema);
  name.within = source::Within::schema;
  return name;
}

FromItem Reader::relation(bool may_be_function) {
  const std::size_t first = at_++;
  std::size_t name = first;
  while (symbol(".") && at_name_or_string(1)) {
    name = at_ + 1;
    at_ += 2;
  }
  FromItem source{.declared = first};
  const Name named = relation_name(first, name);
  source.alias = named.own_key();
  source.name = named.shown();
  const bool function = may_be_function && symbol("(");
  if (name == first && !function) {
    source.shape = cte_shape(source.alias);
    if (source.shape != nullptr) {
      bind(name, Binding::What::with, nullptr);
      return source;
    }
  }
  if (!function) bind(name, Binding::What::relation, nullptr);
  source.database = name != first ? tokens_[name - 2].key() : schema_of(named, dialect_.naming);
  source.relation = named.key();
  source.own_name = true;
  source.shape = &unknown_columns();
  use(name, source.relation, "");
  if (const Relation* found = lookup_.find(source.relation)) {
    source.name = found->name;
    source.shape = &found->shape;
    return source;
  }
  const bool elsewhere = name != first && !dialect_.is_own_schema(source.database);
  if (!function && !elsewhere)
    miss_relation(named, wants_suggestions() ? lookup_.names() : std::vector<std::string>{});
  return source;
}

}  // namespace migc::sql
