#include <string>

#include "compiler/sql/reader.hpp"
#include "compiler/sql/reader_parts.hpp"

namespace migc::sql {

namespace {

using Kind = ir::Token::Kind;

}  // namespace

/// Where we are in an expression: an operand is due, or one has just ended.
struct Reader::Expression {
  bool operand = true;
  std::size_t cases = 0;  ///< CASEs whose END is still to come.
};

/// Reads up to what cannot continue an expression: a comma, a clause, an alias.
void Reader::expression(const Scope& scope) {
  Expression state;
  while (!done())
    if (!(state.operand ? operand(scope, state) : operation(scope, state))) return;
}

void Reader::expressions(const Scope& scope) {
  while (!done()) {
    const std::size_t before = at_;
    if (word() == Keyword::select || word() == Keyword::values)
      query(scope);
    else
      expression(scope);
    // Whatever separates them: a comma, words such as FROM in `substring(a from 2)`.
    const bool by = word(1) == Keyword::by;
    if (at_ == before || (word() != Keyword::select && word() != Keyword::values)) skip();
    if (by) accept(Keyword::by);
  }
}

bool Reader::operand(const Scope& scope, Expression& state) {
  switch (token().kind) {
    case Kind::word:
    case Kind::quoted:
      return word_operand(scope, state);
    case Kind::symbol:
      if (symbol(",") || symbol(";") || symbol(")")) return false;
      state.operand = !symbol("(") && !symbol("*");
      if (symbol("("))
        bracket(scope);
      else
        ++at_;
      return true;
    case Kind::string:
    case Kind::number:
    case Kind::blob:
    case Kind::parameter:
      ++at_;
      state.operand = false;
      return true;
  }
  return false;
}

bool Reader::word_operand(const Scope& scope, Expression& state) {
  const bool function = word() == Keyword::values && symbol("(", 1);  // MariaDB: `a = values(a)`
  if (ends_expression(word()) && !function) return false;
  switch (word()) {
    case Keyword::case_:
      ++state.cases;
      [[fallthrough]];
    case Keyword::when:
    case Keyword::then:
    case Keyword::else_:
    case Keyword::not_:
    case Keyword::exists:
    case Keyword::distinct:
    case Keyword::all:
    case Keyword::and_:
    case Keyword::or_:
      ++at_;
      return true;
    case Keyword::null:
    case Keyword::default_:
      ++at_;
      state.operand = false;
      return true;
    default:
      if (!call(scope)) name_operand(scope);
      state.operand = false;
      return true;
  }
}

/// A name with what qualifies it: `a`, `t.a`, `main.t.a`, perhaps a function in a schema.
void Reader::name_operand(const Scope& scope) {
  const std::size_t first = at_++;
  std::size_t last = first, count = 1;
  while (symbol(".") && at_name_or_string(1)) {
    last = at_ + 1;
    at_ += 2;
    ++count;
  }
  if (symbol(".") && symbol("*", 1)) {  // `t.*` in count(t.*)
    at_ += 2;
    return;
  }
  if (count > 1 && symbol("(")) return bracket(scope);
  if (count == 1) return bare_name(scope, first);
  if (count <= 3) qualified_name(scope, first, last);
}

bool Reader::operation(const Scope& scope, Expression& state) {
  switch (token().kind) {
    case Kind::word:
      return word_operation(scope, state);
    case Kind::symbol:
      if (symbol(",") || symbol(";") || symbol(")")) return false;
      if (symbol("(")) {
        bracket(scope);
      } else if (accept("::")) {
        type_name();
      } else if (accept(".")) {  // a field of a composite: `(a).b`
        skip();
      } else {
        ++at_;
        state.operand = true;
      }
      return true;
    case Kind::number:
    case Kind::parameter:
    case Kind::blob:
      ++at_;
      return true;
    case Kind::quoted:
    case Kind::string:
      return false;
  }
  return false;
}

/// What stands behind a call of a function.
bool Reader::trailing_clause(const Scope& scope) {
  switch (word()) {
    case Keyword::filter:
      if (!symbol("(", 1)) return false;
      ++at_;
      return true;
    case Keyword::over:
      if (symbol("(", 1)) {
        ++at_;
        window(scope);
        return true;
      }
      if (!is_at_name(1) || ends_expression(word(1)) || word(1) == Keyword::as) return false;
      at_ += 2;
      return true;
    default:
      if (!token().is_word("within") || word(1) != Keyword::group) return false;
      at_ += 2;  // `percentile_cont(0.5) within group (order by a)`
      return true;
  }
}

bool Reader::word_operation(const Scope& scope, Expression& state) {
  switch (word()) {
    case Keyword::collate:
      at_ += 2;
      return true;
    case Keyword::isnull:
    case Keyword::notnull:
      ++at_;
      return true;
    case Keyword::not_:  // `a not null`, `a not in (…)`: the operator itself comes next
      at_ += word(1) == Keyword::null ? 2 : 1;
      return true;
    case Keyword::is:
      ++at_;
      accept(Keyword::not_);
      if (accept(Keyword::distinct)) accept(Keyword::from);
      break;
    case Keyword::in:
      ++at_;
      in_operand(scope);
      return true;
    case Keyword::at:  // `at time zone 'utc'`
      if (word(1) != Keyword::time || word(2) != Keyword::zone) return false;
      at_ += 3;
      break;
    case Keyword::similar:
      if (word(1) != Keyword::to) return false;
      at_ += 2;
      break;
    case Keyword::infix:
    case Keyword::between:
    case Keyword::and_:
    case Keyword::or_:
      ++at_;
      break;
    case Keyword::when:
    case Keyword::then:
    case Keyword::else_:
      if (state.cases == 0) return false;
      ++at_;
      break;
    case Keyword::end:
      if (state.cases == 0) return false;
      --state.cases;
      ++at_;
      return true;
    default:
      return trailing_clause(scope);
  }
  state.operand = true;
  return true;
}

/// The right side of IN: values, a query, a table or a table-valued function.
void Reader::in_operand(const Scope& scope) {
  if (symbol("(")) return bracket(scope);
  if (at_name_or_string()) (void)relation(true);
  if (symbol("(")) bracket(scope);
}

/// Behind `::`: `varchar(20)`, `double precision`, `timestamp with time zone`, `text[]`.
void Reader::type_name() {
  skip();
  while (symbol("(") || symbol("[") || symbol("]") || token().quote == '[' ||
         token().is_word("precision") || token().is_word("varying") ||
         (word() == Keyword::with && word(1) == Keyword::time) || word() == Keyword::time ||
         word() == Keyword::zone)
    skip();
}

/// A bracket in an expression: a query, or expressions.
void Reader::bracket(const Scope& scope) {
  const std::size_t close = std::min(close_[at_], end_);
  const Range inside(*this, at_ + 1, close, std::min(close + 1, end_));
  const Nested nested(*this);
  if (nested.too_deep()) return;
  if (at_statement()) {
    const std::size_t opened = at_ - 1;
    const RelationColumns& shape = query(scope);
    if (lookup_.collects_types()) bracketed_[opened] = &shape;
  }
  expressions(scope);
}

}  // namespace migc::sql
