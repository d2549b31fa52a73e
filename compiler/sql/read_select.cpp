#include <algorithm>
#include <utility>

#include "compiler/sql/reader.hpp"
#include "compiler/sql/reader_parts.hpp"

namespace migc::sql {

namespace {

bool is_compound(Keyword word) {
  return word == Keyword::union_ || word == Keyword::except || word == Keyword::intersect;
}

/// What ends a result list. FROM first of all: its sources are read before the list is.
bool ends_results(Keyword word) { return word != Keyword::select && ends_expression(word); }

}  // namespace

const RelationColumns& Reader::query(const Scope& outer, Cte* self) {
  const Nested nested(*this);
  if (nested.too_deep()) {
    at_ = end_;
    return unknown_columns();
  }
  With* const around = with_;
  With own{around, &outer, {}};
  if (accept(Keyword::with)) {
    with_ = &own;
    read_with(own);
  }
  const bool change = word() == Keyword::insert || word() == Keyword::update ||
                      word() == Keyword::delete_ || word() == Keyword::replace;
  if (change) statement(outer);
  const RelationColumns& shape = change ? unknown_columns() : compound(outer, self);
  with_ = around;
  return shape;
}

/// SELECTs and VALUES joined by UNION and the like, then ORDER BY and LIMIT. A recursive CTE can
/// see what its first SELECT gives as soon as that is read: `self`.
const RelationColumns& Reader::compound(const Scope& outer, Cte* self) {
  std::deque<SelectCore> cores;
  const RelationColumns* first = nullptr;
  do {
    SelectCore& next = cores.emplace_back();
    next.scope.outer = &outer;
    next.token = at_;
    if (symbol("("))
      bracket(outer);
    else
      core(next);
    if (first == nullptr) {
      first = &keep(shape_of(next));
      if (self != nullptr && self->shape == nullptr) self->shape = first;
    } else {
      compare(cores.front(), next);
    }
    if (!is_compound(word())) break;
    ++at_;
    accept(Keyword::all);
    accept(Keyword::distinct);
  } while (!done());
  if (word() == Keyword::order) order_by(cores);
  limits(outer);
  return *first;
}

/// Two SELECTs of a compound, whose columns belong together by their place.
void Reader::compare(const SelectCore& first, const SelectCore& next) {
  const auto known = [](const SelectCore& core) { return core.complete && !core.outputs.empty(); };
  if (!known(first) || !known(next)) return;
  const std::size_t count = first.outputs.size();
  if (count != next.outputs.size())
    return miscount(Unresolved::What::compound, next.token, {}, count, next.outputs.size());
  const auto starred = [](const Output& output) { return output.starred; };
  if (!found_.traces || (std::none_of(first.outputs.begin(), first.outputs.end(), starred) &&
                         std::none_of(next.outputs.begin(), next.outputs.end(), starred)))
    return;
  for (std::size_t i = 0; i < count; ++i) {
    const Output &to = first.outputs[i], &from = next.outputs[i];
    found_.pairings.push_back({Pairing::What::place,
                               next.token,
                               {to.name.key(), origin_of(to)},
                               {from.name.key(), origin_of(from)},
                               from.source == nullptr ? std::string() : from.source->name});
  }
}

void Reader::core(SelectCore& core) {
  if (accept(Keyword::values)) return values(core);
  if (!accept(Keyword::select)) return;
  accept(Keyword::all);
  if (accept(Keyword::distinct) && accept(Keyword::on_) && symbol("(")) skip();  // PostgreSQL's
  const std::size_t list = at_;
  const std::size_t list_end = find_ahead(ends_results);
  at_ = list_end;
  Conditions conditions;
  if (word() == Keyword::from) {
    ++at_;
    conditions = from(core.scope);
  }
  {
    const Range range(*this, list, list_end, at_);
    results(core);
  }
  for (const Output& output : core.outputs)
    if (output.given) core.scope.aliases.insert(output.name.key());
  core.scope.aliases_visible = true;
  read(conditions, core.scope);
  clauses(core.scope);
}

void Reader::values(SelectCore& core) {
  while (symbol("(")) {
    std::vector<std::size_t> begins;  // of the row's values
    const std::size_t opened = at_;
    {
      const std::size_t close = std::min(close_[at_], end_);
      const Range row(*this, at_ + 1, close, at_);
      for (; !done(); skip())
        if (begins.empty() || symbol(",")) begins.push_back(begins.empty() ? at_ : at_ + 1);
    }
    if (core.outputs.empty()) {
      for (std::size_t i = 0; i < begins.size(); ++i)
        core.outputs.push_back(
            {.name = {"column" + std::to_string(i + 1)},
             .token = begins[i],
             .type = lookup_.collects_types() ? std::optional("") : std::nullopt});
    } else if (begins.size() != core.outputs.size()) {
      miscount(Unresolved::What::rows, opened, {}, core.outputs.size(), begins.size());
    }
    bracket(core.scope);
    if (!accept(",")) return;
  }
}

void Reader::clauses(const Scope& scope) {
  while (!done()) switch (word()) {
      case Keyword::where:
      case Keyword::having:
        ++at_;
        expression(scope);
        break;
      case Keyword::group:
        ++at_;
        accept(Keyword::by);
        orderings(scope);
        break;
      case Keyword::window:
        ++at_;
        windows(scope);
        break;
      default:
        return;
    }
}

/// `window w as (…), v as (…)`
void Reader::windows(const Scope& scope) {
  do {
    skip();
    accept(Keyword::as);
    if (symbol("(")) window(scope);
  } while (accept(","));
}

void Reader::limits(const Scope& outer) {
  while (word() == Keyword::limit || word() == Keyword::offset || symbol(",")) {
    ++at_;
    expression(outer);
  }
}

/// The table's column that it is; the place of its text where it is written, or nothing.
std::string Reader::origin_of(const Output& output) {
  if (output.source != nullptr) {
    const RelationColumns& shape = *output.source->shape;
    const auto place = shape.keys.find(output.column);
    if (place != shape.keys.end() && !shape.origins[place->second].empty())
      return shape.origins[place->second];
  }
  return output.starred ? std::string() : "#" + std::to_string(output.token);
}

RelationColumns Reader::shape_of(const SelectCore& core) {
  RelationColumns shape;
  shape.complete = core.complete && !core.outputs.empty();
  for (const Output& output : core.outputs) {
    // SQLite numbers what would be called by these words. (sqlite3ColumnsFromExprList)
    const bool number =
        source::same(output.name.text, "true") || source::same(output.name.text, "false");
    const std::size_t place = static_cast<std::size_t>(&output - core.outputs.data()) + 1;
    shape.add(number ? ColumnName{"column" + std::to_string(place)} : output.name,
              origin_of(output), output.type);
    shape.unnamed |= output.unnamed;
    shape.starred |= output.starred;
  }
  return shape;
}

}  // namespace migc::sql
