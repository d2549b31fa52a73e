#include <algorithm>
#include <utility>

#include "compiler/sql/reader.hpp"
#include "compiler/sql/reader_parts.hpp"

namespace migc::sql {

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

/// What the sources of a join in brackets give together, from `first` on.
RelationColumns Reader::joined_shape(const Scope& scope, std::size_t first) {
  SelectCore core;
  for (std::size_t i = first; i < scope.sources.size(); ++i)
    if (!scope.sources[i].qualified_only) star(core, scope.sources[i]);
  core.complete &= !scope.open;
  return shape_of(core);
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

}  // namespace migc::sql
