#include <algorithm>
#include <string>
#include <unordered_set>

#include "compiler/sql/reader.hpp"
#include "compiler/sql/reader_parts.hpp"

namespace migc::sql {

namespace {

/// Functions whose first argument may be a bare word that is no column: `extract(year from at)`.
bool begins_with_unit(const std::string& function) {
  static const std::unordered_set<std::string> functions{"extract", "timestampdiff", "timestampadd",
                                                         "trim"};
  return functions.contains(function);
}

}  // namespace

/// `name(…)`: the name is a function's. False when this is none.
bool Reader::call(const Scope& scope) {
  if (!symbol("(", 1)) return false;
  const std::string function = source::fold(token().text);
  ++at_;
  arguments(scope, function);
  return true;
}

void Reader::arguments(const Scope& scope, const std::string& function) {
  const std::size_t close = std::min(close_[at_], end_);
  const Range inside(*this, at_ + 1, close, std::min(close + 1, end_));
  const Nested nested(*this);
  if (nested.too_deep()) return;
  const bool lone = is_at_name() && !symbol("(", 1) && !symbol(".", 1);
  if (function == "raise") {
    skip();  // ABORT, IGNORE, …
    accept(",");
    if (is_at_name() && at_ + 1 == end_) {  // SQLite before 3.47 takes any word for a text
      if (token().quote == '"') found_.texts.push_back(at_);
      skip();
    }
  } else if (function == "position") {
    const std::size_t in = find_ahead([](Keyword word) { return word == Keyword::in; });
    const Range needle(*this, at_, in, std::min(in + 1, end_));  // IN comes before a value here
    expressions(scope);
  } else if (begins_with_unit(function) && lone) {
    const bool unit = word(1) == Keyword::from || (symbol(",", 1) && function != "trim") ||
                      (function == "trim" && at_ + 1 < end_ && !symbol(",", 1));
    if (unit) skip();
  }
  if (function == "cast" || function == "try_cast" || function == "convert") {
    expression(scope);  // what follows, behind AS or a comma, is a type
    return;
  }
  expressions(scope);
}

/// `over (w partition by a order by b rows between 1 preceding and current row)`
void Reader::window(const Scope& scope) {
  const std::size_t close = std::min(close_[at_], end_);
  const Range inside(*this, at_ + 1, close, std::min(close + 1, end_));
  const Nested nested(*this);
  if (nested.too_deep()) return;
  while (!done()) {
    const bool by = word(1) == Keyword::by;
    if (by && (word() == Keyword::partition || word() == Keyword::order)) {
      at_ += 2;
      orderings(scope);
    } else if (word() == Keyword::bound || !symbol("(")) {
      ++at_;  // the window that this one is based on, the frame
    } else {
      bracket(scope);
    }
  }
}

}  // namespace migc::sql
