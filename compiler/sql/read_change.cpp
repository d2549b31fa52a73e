#include <algorithm>
#include <utility>

#include "compiler/sql/reader.hpp"
#include "compiler/sql/reader_parts.hpp"
#include "compiler/sql/unique_keys.hpp"

namespace migc::sql {

void Reader::statements(const Scope& outer) {
  while (!done()) {
    if (accept(";")) continue;
    const std::size_t end = find_ahead([](Keyword) { return false; });
    const Range one(*this, at_, end, end);
    statement(outer);
  }
}

void Reader::statement(const Scope& outer) {
  switch (word()) {
    case Keyword::select:
    case Keyword::values:
    case Keyword::with:
      query(outer);
      return;
    case Keyword::insert:
    case Keyword::replace:
      return insert(outer);
    case Keyword::update:
      return update(outer);
    case Keyword::delete_:
      return erase(outer);
    default:
      return;
  }
}

/// The columns that an INSERT has values for, as far as it writes them down.
struct Reader::Written {
  std::size_t token = 0;  ///< The table's name.
  bool list = false;
  std::vector<std::string> columns{};  ///< Keys; none if there is no list, and none if it is odd.
};

void Reader::insert(const Scope& outer) {
  at_ = find_ahead(
      [](Keyword word) { return word == Keyword::into; });  // behind OR REPLACE, IGNORE, …
  if (!accept(Keyword::into) || !at_name_or_string()) return;
  Written written;
  FromItem target = relation(false);
  written.token = at_ - 1;
  if (accept(Keyword::as) && at_name_or_string()) {
    target.alias = token().key();
    target.own_name = false;
    ++at_;
  }
  if (symbol("(")) {
    const std::size_t close = std::min(close_[at_], end_);
    const bool rows = word(1) == Keyword::select || word(1) == Keyword::with;
    const Range list(*this, at_ + 1, close, rows ? at_ : std::min(close + 1, end_));
    if (!rows) {
      written.list = true;
      written.columns = target_columns(target);
    }
  }
  if (token().is_word("overriding")) at_ = std::min(at_ + 3, end_);
  const Scope target_only{.outer = &outer, .sources = {target}};
  if (accept(Keyword::default_))
    accept(Keyword::values);
  else if (accept(Keyword::set))
    assignments(target_only, target);
  else if (symbol("("))
    bracket(outer);
  else
    fits(target, written, query(outer));
  conflicts(outer, target);
  returning(target_only);
}

/// The values of an INSERT go to the columns in their order: as many as there are, and where a list
/// is not written down, whichever stand there.
void Reader::fits(const FromItem& target, const Written& written, const RelationColumns& values) {
  const RelationColumns& shape = *target.shape;
  if (!values.complete || (!written.list && !shape.complete)) return;
  std::vector<Listed> columns;
  const auto add = [&](const std::string& key) {
    const auto place = shape.keys.find(key);
    columns.push_back({key, place == shape.keys.end() ? "" : shape.origins[place->second]});
  };
  if (written.list)
    for (const std::string& key : written.columns) add(key);
  else
    for (const ColumnName& column : shape.columns)
      if (const std::string key = column.key(); !shape.generated.contains(key)) add(key);
  if (columns.size() != values.columns.size())
    return miscount(Unresolved::What::values, written.token, written.list ? "" : target.name,
                    columns.size(), values.columns.size());
  if (!found_.traces || (written.list && !values.starred)) return;
  for (std::size_t i = 0; i < columns.size(); ++i)
    found_.pairings.push_back({Pairing::What::place,
                               written.token,
                               columns[i],
                               {values.columns[i].key(), values.origins[i]},
                               written.list ? "" : target.name});
}

/// `on conflict (…) do …`, each of them, and MariaDB's `on duplicate key update`.
void Reader::conflicts(const Scope& outer, const FromItem& target) {
  FromItem excluded = target;
  excluded.alias = "excluded";
  excluded.own_name = false;
  excluded.qualified_only = true;
  const Scope target_only{.outer = &outer, .sources = {target}};
  const Scope both{.outer = &outer, .sources = {target, std::move(excluded)}};
  while (accept(Keyword::on_)) conflict(target_only, both);
}

void Reader::conflict(const Scope& target_only, const Scope& with_excluded) {
  if (accept(Keyword::duplicate)) {
    accept(Keyword::key);
  } else {
    accept(Keyword::conflict);
    if (accept(Keyword::on_)) at_ = std::min(at_ + 2, end_);  // PostgreSQL's `on constraint c`
    if (symbol("(")) {
      conflict_target(target_only.sources.front());
      bracket(target_only);
    }
    if (accept(Keyword::where)) expression(target_only);
    accept(Keyword::do_);
    if (accept(Keyword::nothing)) return;
  }
  if (!accept(Keyword::update)) return;
  accept(Keyword::set);
  assignments(with_excluded, with_excluded.sources.front());
  if (accept(Keyword::where)) expression(with_excluded);
}

/// `(a, b collate nocase)`: SQLite wants a key over exactly these. Terms that are no columns are
/// left to it.
void Reader::conflict_target(const FromItem& target) {
  const ir::Object* relation = lookup_.object({ir::Space::relation, target.relation});
  const auto* table = relation == nullptr ? nullptr : std::get_if<ir::Table>(relation);
  if (table == nullptr || lookup_.relations() == nullptr) return;
  const std::size_t opened = at_, close = std::min(close_[at_], end_);
  std::vector<std::string> columns;
  std::string text;
  for (std::size_t i = opened + 1; i < close; ++i) {
    const ir::Token& name = tokens_[i];
    if (!name.is_name()) return;
    const std::string key = name.key();
    const bool rowid = target.shape->rowid && dialect_.is_rowid(key) && !target.shape->has(key);
    columns.push_back(rowid ? target.shape->rowid_alias.key() : key);
    text += (text.empty() ? "" : ", ") + name.text;
    if (!columns.back().empty() && !target.shape->has(columns.back())) return;
    while (++i < close && !tokens_[i].is_symbol(",")) {
      if (tokens_[i].kind != ir::Token::Kind::word && tokens_[i].kind != ir::Token::Kind::quoted)
        return;
    }
  }
  if (columns == std::vector<std::string>{""}) return;  // the hidden rowid
  const bool partial = close + 1 < end_ && words_[close + 1] == Keyword::where;
  std::sort(columns.begin(), columns.end());
  for (const UniqueKey& key : unique_keys_of(*table, *lookup_.relations()))
    if (key.columns == columns && (partial || !key.partial)) return;
  found_.unresolved.push_back({Unresolved::What::conflict_target,
                               tokens_[opened + 1].name(),
                               target.name,
                               {},
                               std::move(text)});
}

void Reader::update(const Scope& outer) {
  ++at_;
  if (accept(Keyword::or_)) skip();
  if (word() == Keyword::only && word(1) != Keyword::set) ++at_;
  if (!at_name_or_string()) return;
  FromItem target = relation(false);
  member_alias(target);
  indexed_by(target);
  Scope scope{.outer = &outer, .sources = {target}};
  Conditions conditions;
  more_joins(scope, 0, conditions);  // MariaDB's `update a join b on … set …`
  if (!accept(Keyword::set)) return;
  const std::size_t list = at_;
  const std::size_t list_end = find_ahead([](Keyword word) { return word == Keyword::from; });
  at_ = list_end;
  if (accept(Keyword::from)) {
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
  if (!accept(Keyword::from) || !at_name_or_string()) return;
  if (word() == Keyword::only && is_at_name(1)) ++at_;
  FromItem target = relation(false);
  member_alias(target);
  indexed_by(target);
  Scope scope{.outer = &outer, .sources = {std::move(target)}};
  if (accept(Keyword::using_)) read(from(scope), scope);
  rest_of_change(scope);
}

/// `a = …, (b, c) = …`
void Reader::assignments(const Scope& scope, const FromItem& target) {
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

void Reader::assigned(const Scope& scope, const FromItem& target) {
  if (!at_name_or_string()) return;
  if (symbol(".", 1) && at_name_or_string(2)) {
    qualified_name(scope, at_, at_ + 2);
    at_ += 3;
  } else {
    target_column(target, at_++);
  }
}

/// A list of columns; gives their keys.
std::vector<std::string> Reader::target_columns(const FromItem& target) {
  std::vector<std::string> columns;
  for (; !done(); skip())
    if (at_name_or_string()) {
      columns.push_back(token().key());
      target_column(target, at_);
    }
  return columns;
}

/// A column that is given a value.
void Reader::target_column(const FromItem& target, std::size_t token) {
  column_of(target, token);
  if (target.shape->generated.contains(tokens_[token].key()))
    misuse(Unresolved::What::generated, token, target, {});
}

void Reader::rest_of_change(const Scope& scope) {
  clauses(scope);
  if (accept(Keyword::order)) {
    accept(Keyword::by);
    orderings(scope);
  }
  limits(*scope.outer);
  returning(scope);
}

void Reader::returning(const Scope& scope) {
  if (!accept(Keyword::returning)) return;
  SelectCore core{.scope = scope};
  results(core);
}

}  // namespace migc::sql
