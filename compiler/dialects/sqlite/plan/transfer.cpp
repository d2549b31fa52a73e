#include "compiler/dialects/sqlite/plan/transfer.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/dialects/sqlite/print/affinity.hpp"
#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"

namespace migc::backends::sqlite {

namespace {

using ir::same_expression;

std::vector<const ir::Expression*> checks_of(const ir::Table& table) {
  std::vector<const ir::Expression*> checks;
  const auto take = [&](const auto& constraint) {
    if (const auto* check = std::get_if<ir::Check>(&constraint.rule))
      checks.push_back(&check->condition);
  };
  for (const ir::Column& column : table.columns)
    std::for_each(column.constraints.begin(), column.constraints.end(), take);
  std::for_each(table.constraints.begin(), table.constraints.end(), take);
  return checks;
}

bool same_terms(const std::vector<ir::Term>& a, const std::vector<ir::Term>& b) {
  const auto descends = [](const ir::Term& term) { return term.order == ir::Order::descending; };
  return std::equal(
      a.begin(), a.end(), b.begin(), b.end(), [&](const ir::Term& x, const ir::Term& y) {
        return same_expression(x.expression, y.expression) && descends(x) == descends(y);
      });
}

template <class Rule, class Same>
bool both(const ir::Column& a, const ir::Column& b, Same same) {
  const Rule* x = a.find<Rule>();
  const Rule* y = b.find<Rule>();
  return (x == nullptr) == (y == nullptr) && (x == nullptr || same(*x, *y));
}

/// Where SQLite does take rows apart, `*` has values that no generated column wants.
bool has_generated(const ir::Table& table) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [](const ir::Column& column) { return column.has<ir::Generated>(); });
}

bool same_default(const ir::Column& a, const ir::Column& b) {
  return both<ir::Default>(a, b, [](const ir::Default& x, const ir::Default& y) {
    return same_expression(x.value, y.value);
  });
}

bool same_collation(const ir::Column& a, const ir::Column& b) {
  return both<ir::Collate>(a, b, [](const ir::Collate& x, const ir::Collate& y) {
    return source::same(x.collation, y.collation);
  });
}

bool fits(const ir::Column& before, const ir::Column& after, bool strict, bool first,
          const schema::Schema& schema) {
  const std::string a = type_text(before, schema), b = type_text(after, schema);
  if (strict ? !source::same(a, b) : affinity_of(a) != affinity_of(b)) return false;
  if (after.has<ir::NotNull>() && !before.has<ir::NotNull>()) return false;
  return source::same(before.name, after.name) && same_collation(before, after) &&
         (first || same_default(before, after));
}

bool same_row_key(const ir::Table& before, const ir::Table& after, const schema::Schema& schema) {
  if (before.without_rowid || after.without_rowid)
    return before.without_rowid && after.without_rowid &&
           same_terms(primary_key(before), primary_key(after));
  const ir::Column* old_alias = sql::rowid_key(before, schema);
  const ir::Column* alias = sql::rowid_key(after, schema);
  return old_alias != nullptr && alias != nullptr && source::same(old_alias->name, alias->name);
}

}  // namespace

bool transfers_whole_rows(const ir::Table& before, const ir::Table& after,
                          const schema::Schema& schema) {
  if (before.columns.size() != after.columns.size() || (after.strict && !before.strict))
    return false;
  if (!same_row_key(before, after, schema) || has_generated(before) || has_generated(after))
    return false;
  for (std::size_t at = 0; at < after.columns.size(); ++at)
    if (!fits(before.columns[at], after.columns[at], before.strict || after.strict, at == 0,
              schema))
      return false;
  const auto checks = checks_of(after);
  const auto old_checks = checks_of(before);
  if (!checks.empty() &&
      !std::equal(checks.begin(), checks.end(), old_checks.begin(), old_checks.end(),
                  [](const auto* a, const auto* b) { return same_expression(*a, *b); }))
    return false;
  const std::vector<UniqueKey> keys = unique_keys(after), old_keys = unique_keys(before);
  return std::all_of(keys.begin(), keys.end(), [&](const UniqueKey& key) {
    return std::any_of(old_keys.begin(), old_keys.end(), [&](const UniqueKey& old) {
      return old.conflict == key.conflict && same_terms(old.terms, key.terms);
    });
  });
}

}  // namespace migc::backends::sqlite
