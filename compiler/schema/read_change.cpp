#include <algorithm>
#include <utility>

#include "compiler/schema/reader.hpp"
#include "compiler/schema/reader_parts.hpp"

namespace migc::schema {

void Reader::statements(const Scope& outer) {
  while (!done()) {
    if (accept(";")) continue;
    const std::size_t end = find_ahead([](Word) { return false; });
    const Range one(*this, at_, end, end);
    statement(outer);
  }
}

void Reader::statement(const Scope& outer) {
  switch (word()) {
    case Word::select:
    case Word::values:
    case Word::with:
      query(outer);
      return;
    case Word::insert:
    case Word::replace:
      return insert(outer);
    case Word::update:
      return update(outer);
    case Word::delete_:
      return erase(outer);
    default:
      return;
  }
}

void Reader::insert(const Scope& outer) {
  at_ = find_ahead([](Word word) { return word == Word::into; });  // behind OR REPLACE, IGNORE, …
  if (!accept(Word::into) || !at_name_or_string()) return;
  Source target = relation(false);
  if (accept(Word::as) && at_name_or_string()) {
    target.alias = token().name().key();
    target.own_name = false;
    ++at_;
  }
  if (symbol("(")) {
    const std::size_t close = std::min(close_[at_], end_);
    const bool rows = word(1) == Word::select || word(1) == Word::with;
    const Range list(*this, at_ + 1, close, rows ? at_ : std::min(close + 1, end_));
    if (!rows) target_columns(target);
  }
  if (token().is_word("overriding")) at_ = std::min(at_ + 3, end_);
  const Scope target_only{.outer = &outer, .sources = {target}};
  if (accept(Word::default_))
    accept(Word::values);
  else if (accept(Word::set))
    assignments(target_only, target);
  else if (symbol("("))
    bracket(outer);
  else
    query(outer);
  conflicts(outer, target);
  returning(target_only);
}

/// `on conflict (…) do …`, each of them, and MariaDB's `on duplicate key update`.
void Reader::conflicts(const Scope& outer, const Source& target) {
  Source excluded = target;
  excluded.alias = "excluded";
  excluded.own_name = false;
  excluded.qualified_only = true;
  const Scope target_only{.outer = &outer, .sources = {target}};
  const Scope both{.outer = &outer, .sources = {target, std::move(excluded)}};
  while (accept(Word::on_)) conflict(target_only, both);
}

void Reader::conflict(const Scope& target_only, const Scope& with_excluded) {
  if (accept(Word::duplicate)) {
    accept(Word::key);
  } else {
    accept(Word::conflict);
    if (accept(Word::on_)) at_ = std::min(at_ + 2, end_);  // PostgreSQL's `on constraint c`
    if (symbol("(")) bracket(target_only);
    if (accept(Word::where)) expression(target_only);
    accept(Word::do_);
    if (accept(Word::nothing)) return;
  }
  if (!accept(Word::update)) return;
  accept(Word::set);
  assignments(with_excluded, with_excluded.sources.front());
  if (accept(Word::where)) expression(with_excluded);
}

void Reader::update(const Scope& outer) {
  ++at_;
  if (accept(Word::or_)) skip();
  if (word() == Word::only && word(1) != Word::set) ++at_;
  if (!at_name_or_string()) return;
  Source target = relation(false);
  member_alias(target);
  indexed_by();
  Scope scope{.outer = &outer, .sources = {target}};
  Conditions conditions;
  more_joins(scope, 0, conditions);  // MariaDB's `update a join b on … set …`
  if (!accept(Word::set)) return;
  const std::size_t list = at_;
  const std::size_t list_end = find_ahead([](Word word) { return word == Word::from; });
  at_ = list_end;
  if (accept(Word::from)) {
    const Conditions more = from(scope);
    conditions.insert(conditions.end(), more.begin(), more.end());
  }
  std::size_t rest = at_;
  {
    const Range range(*this, list, list_end, rest);
    assignments(scope, target);
    if (!done()) rest = at_;  // no FROM: WHERE follows the list directly
  }
  at_ = rest;
  read(conditions, scope);
  rest_of_change(scope);
}

void Reader::erase(const Scope& outer) {
  ++at_;
  if (!accept(Word::from) || !at_name_or_string()) return;
  if (word() == Word::only && at_name(1)) ++at_;
  Source target = relation(false);
  member_alias(target);
  indexed_by();
  Scope scope{.outer = &outer, .sources = {std::move(target)}};
  if (accept(Word::using_)) read(from(scope), scope);
  rest_of_change(scope);
}

/// `a = …, (b, c) = …`
void Reader::assignments(const Scope& scope, const Source& target) {
  do {
    if (symbol("(")) {
      const std::size_t close = std::min(close_[at_], end_);
      const Range list(*this, at_ + 1, close, std::min(close + 1, end_));
      target_columns(target);
    } else {
      assigned(scope, target);
    }
    while (!done() && !symbol("=") && !symbol(",") && !ends_expression(word())) skip();
    if (accept("=")) expression(scope);
  } while (accept(","));
}

void Reader::assigned(const Scope& scope, const Source& target) {
  if (!at_name_or_string()) return;
  if (symbol(".", 1) && at_name_or_string(2)) {
    qualified_name(scope, at_, at_ + 2);
    at_ += 3;
  } else {
    column_of(target, at_++);
  }
}

void Reader::target_columns(const Source& target) {
  for (; !done(); skip())
    if (at_name_or_string()) column_of(target, at_);
}

void Reader::rest_of_change(const Scope& scope) {
  clauses(scope);
  if (accept(Word::order)) {
    accept(Word::by);
    orderings(scope);
  }
  limits(*scope.outer);
  returning(scope);
}

void Reader::returning(const Scope& scope) {
  if (!accept(Word::returning)) return;
  Core core{.scope = scope};
  results(core);
}

}  // namespace migc::schema
