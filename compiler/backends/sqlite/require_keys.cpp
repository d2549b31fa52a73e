#include <fmt/format.h>

#include <utility>
#include <variant>

#include "compiler/backends/quote.hpp"
#include "compiler/backends/sqlite/facts.hpp"
#include "compiler/backends/sqlite/print.hpp"
#include "compiler/backends/sqlite/require_operation.hpp"
#include "compiler/backends/sqlite/values.hpp"
#include "compiler/schema/resolve.hpp"

namespace migc::backends::sqlite {

namespace {

/// The columns of `table` that an expression over it names.
void add_columns(const ir::Expression& expression, const ir::Table& table,
                 std::vector<Place>& reads) {
  for (const schema::Use& use : schema::resolve_in_table(expression, table).uses)
    if (!use.column.empty()) reads.push_back({use.relation, use.column});
}

}  // namespace

void RequireOperation::operator()(const ir::AddConstraint& op) {
  const ir::Table& table = *before_.table(op.table);
  const auto& rule = op.constraint.rule;
  if (const auto* key = std::get_if<ir::TablePrimaryKey>(&rule)) demand_key(table, *key);
  if (const auto* unique = std::get_if<ir::TableUnique>(&rule))
    demand_unique(table, unique->terms, std::nullopt);
  if (const auto* check = std::get_if<ir::Check>(&rule)) demand_check(table, check->condition);
  if (const auto* key = std::get_if<ir::ForeignKey>(&rule)) demand_parents(table, *key);
}

void RequireOperation::demand_unique(const ir::Table& table, const std::vector<ir::Term>& terms,
                                     const std::optional<ir::Expression>& where) {
  if (table.temporary) return;
  std::string names, list, condition = where ? "(" + print(*where) + ")" : "";
  std::vector<Place> reads;
  for (const ir::Term& term : terms) {
    const std::string sql = print_term(term.expression);
    names += (names.empty() ? "" : ", ") + comment_line(sql);
    list += (list.empty() ? "" : ", ") + sql;
    condition += (condition.empty() ? "" : " AND ") + fmt::format("({}) IS NOT NULL", sql);
    add_columns(term.expression, table, reads);
  }
  if (where) add_columns(*where, table, reads);
  const RowKey key = row_key(table);
  Requirement one{Kind::unique, table.name.text, names, {}, key.name, {}, std::move(reads)};
  const std::string groups = fmt::format("FROM {} WHERE {} GROUP BY {} HAVING count(*) > 1",
                                         quote(table.name), condition, list);
  one.count = fmt::format(
      "SELECT min(coalesce(sum(n), 0), {0}) FROM (SELECT count(*) AS n {1} "
      "LIMIT {0})",
      Requirement::most_counted + 1, groups);
  if (!key.literal.empty())
    one.sample = fmt::format(
        "SELECT {0} FROM {1} WHERE {2} AND ({3}) IN (SELECT {3} {4} LIMIT {5}) ORDER BY {3} LIMIT "
        "{5}",
        key.literal, quote(table.name), condition, list, groups, most_sampled);
  for (const std::string& column : key.columns) one.reads.push_back({table.name.key(), column});
  demand(std::move(one));
}

void RequireOperation::demand_key(const ir::Table& table, const ir::TablePrimaryKey& key) {
  ir::Table after = table;
  after.constraints.push_back({std::nullopt, key, {}});
  demand_unique(table, key.terms, std::nullopt);
  const ir::Column* rowid = rowid_alias(after, before_);
  for (const ir::Term& term : key.terms) {
    const std::optional<ir::Name> column = term.column();
    if (!column) continue;
    if (rowid != nullptr)
      refuse_in_column(Kind::convertible, table, *column, no_rowid(quote(*column)));
    else if (table.strict || table.without_rowid)
      refuse_in_column(Kind::no_nulls, table, *column, quote(*column) + " IS NULL");
  }
}

void RequireOperation::demand_check(const ir::Table& table, const ir::Expression& condition) {
  std::vector<Place> reads;
  add_columns(condition, table, reads);
  const std::string sql = print(condition);
  refuse_rows(Kind::check, table, comment_line(sql), fmt::format("NOT ({})", sql),
              std::move(reads));
}

/// The unary plus takes the child's affinity away, so that the parent's applies, as it does where
/// SQLite looks for a parent. https://www.sqlite.org/foreignkeys.html#fk_basics
void RequireOperation::demand_parents(const ir::Table& table, const ir::ForeignKey& key) {
  const ir::Table* parent = before_.table(key.references.table);
  if (parent == nullptr || parent->temporary) return;
  std::vector<ir::Name> columns = key.references.columns;
  if (columns.empty())
    for (const ir::Term& term : primary_key(*parent))
      if (const auto column = term.column()) columns.push_back(*column);
  if (columns.size() != key.columns.size()) return;
  const std::string child_name = quote(table.name);
  std::string some, match;
  std::vector<Place> reads;
  for (std::size_t at = 0; at < columns.size(); ++at) {
    const std::string child = child_name + "." + quote(key.columns[at]);
    some += fmt::format("{} IS NOT NULL AND ", child);
    match += fmt::format("{}_migc_parent.{} = +{}", match.empty() ? "" : " AND ",
                         quote(columns[at]), child);
    reads.push_back({table.name.key(), key.columns[at].key()});
    reads.push_back({parent->name.key(), columns[at].key()});
  }
  refuse_rows(Kind::parents, table,
              fmt::format("({}) -> {} ({})", quote_list(key.columns), parent->name.text,
                          quote_list(columns)),
              fmt::format("{}NOT EXISTS (SELECT 1 FROM {} AS _migc_parent WHERE {})", some,
                          quote(parent->name), match),
              std::move(reads));
}

void RequireOperation::operator()(const ir::CreateIndex& op) {
  const ir::Table* table = before_.table(op.index.table);
  if (op.index.unique && table != nullptr) demand_unique(*table, op.index.terms, op.index.where);
}

}  // namespace migc::backends::sqlite
