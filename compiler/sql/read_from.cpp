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
