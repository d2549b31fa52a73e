#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/ir/table_edit.hpp"
#include "compiler/schema/check/definition.hpp"
#include "compiler/sql/rowid_key.hpp"
#include "compiler/sql/table_expression_resolver.hpp"

namespace migc::schema {

namespace {

/// Whether the key's terms are columns of the table, each a column and nothing more.
bool check_terms(const ir::Table& table, const std::vector<ir::Term>& terms, std::string_view what,
                 const Context& context) {
  bool good = true;
  for (const ir::Term& term : terms) {
    if (const auto column = term.column()) {
      good = find_column(table, *column, context) != nullptr && good;
      continue;
    }
    const auto& tokens = term.expression.tokens;
    context.report_at(kind::key_expression,
                      tokens.empty() ? term.expression.written
                                     : source::join(tokens.front().written, tokens.back().written),
                      what);
    good = false;
  }
  return good;
}

void check_autoincrement(const ir::Table& table, const ir::LocatedConstraint& placed,
                         const Context& context) {
  const auto& key = std::get<ir::TablePrimaryKey>(placed.constraint.rule);
  const Span place = placed.constraint.written;
  const dialect::Dialect& dialect = context.schema.dialect();
  if (!dialect.has_rowids()) return;
  if (table.without_rowid) {
    context.report_at(kind::autoincrement_rowid, place, table.name.shown());
  } else if (sql::rowid_key(table, context.schema) == nullptr) {
    const std::vector<Name> columns = ir::columns_of(key.terms);
    const ir::Column* column = table.find(columns.front());
    std::string found = fmt::format("a key of {} columns", columns.size());
    if (columns.size() == 1 && !column->type)
      found = fmt::format("`{}`, which has no type", columns.front().text);
    else if (columns.size() == 1)
      found = fmt::format("`{} {}`", columns.front().text,
                          ir::type_text_for(dialect.name, *column->type));
    context.report_at(kind::autoincrement_key, place, found);
  }
}

void check_primary_key(const ir::Table& table, const ir::LocatedConstraint& placed,
                       const Context& context) {
  const auto& key = std::get<ir::TablePrimaryKey>(placed.constraint.rule);
  if (!check_terms(table, key.terms, "a primary key", context)) return;
  for (const Name& name : ir::columns_of(key.terms))
    if (table.find(name)->has<ir::Generated>())
      context.report_at(kind::generated_key, name.written, name.text);
  if (key.autoincrement) check_autoincrement(table, placed, context);
}

struct CheckKey {
  const ir::Table& table;
  const ir::LocatedConstraint& placed;
  const Context& context;

  void operator()(const ir::TablePrimaryKey&) const { check_primary_key(table, placed, context); }
  void operator()(const ir::TableUnique& unique) const {
    (void)check_terms(table, unique.terms, "`unique`", context);
  }
  void operator()(const ir::ForeignKey& key) const {
    for (const Name& column : key.columns) (void)find_column(table, column, context);
    const ir::References& to = key.references;
    if (!to.columns.empty() && to.columns.size() != key.columns.size())
      context.report_at(kind::foreign_key_count, placed.constraint.written, key.columns.size(),
                        to.columns.size(), to.table.shown());
  }
  void operator()(const ir::Check&) const {}
};

/// The generated columns that each generated column reads, as indexes into the table's columns.
using Reads = std::vector<std::vector<std::size_t>>;

Reads generated_reads(const ir::Table& table, const Schema& schema) {
  std::unordered_map<std::string, std::size_t> generated;
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (table.columns[i].has<ir::Generated>()) generated.emplace(table.columns[i].name.key(), i);
  Reads reads(table.columns.size());
  if (generated.empty()) return reads;
  sql::TableExpressionResolver columns(table, schema);
  for (const auto& [key, i] : generated) {
    const auto* rule = table.columns[i].find<ir::Generated>();
    for (const sql::Use& use : columns.resolve(rule->value).uses) {
      const auto read = generated.find(use.column);
      if (read != generated.end()) reads[i].push_back(read->second);
    }
  }
  return reads;
}

/// The way from a column back to itself, or nothing. Columns known to lead to no loop are `done`.
/// Walks with a stack of its own: a chain of columns may be long.
std::vector<std::size_t> find_loop(std::size_t start, const Reads& reads, std::vector<bool>& done) {
  std::vector<std::size_t> path{start}, next{0};
  std::vector<bool> on_path(reads.size());
  on_path[start] = true;
  while (!path.empty()) {
    const std::size_t here = path.back();
    if (next.back() == reads[here].size()) {
      done[here] = true;
      on_path[here] = false;
      path.pop_back();
      next.pop_back();
      continue;
    }
    const std::size_t read = reads[here][next.back()++];
    if (on_path[read]) {
      while (path.front() != read) path.erase(path.begin());
      path.push_back(read);
      return path;
    }
    if (done[read]) continue;
    on_path[read] = true;
    path.push_back(read);
    next.push_back(0);
  }
  return {};
}

}  // namespace

void check_keys(const ir::Table& table, const Context& context) {
  const ir::LocatedConstraint* primary = nullptr;
  const std::vector<ir::LocatedConstraint> constraints = ir::constraints_of(table);
  for (const ir::LocatedConstraint& placed : constraints) {
    std::visit(CheckKey{table, placed, context}, placed.constraint.rule);
    if (!std::holds_alternative<ir::TablePrimaryKey>(placed.constraint.rule)) continue;
    if (primary != nullptr)
      context.report_at(kind::two_primary_keys, placed.constraint.written, table.name.shown())
          .note(primary->constraint.written, "the first is here");
    else
      primary = &placed;
  }
}

void check_generated(const ir::Table& table, const Context& context) {
  for (const ir::Column& column : table.columns) {
    if (!column.has<ir::Generated>()) continue;
    if (column.has<ir::Default>())
      context.report_at(kind::generated_has, column.name.written, column.name.text, "default");
    if (column.has<ir::Identity>())
      context.report_at(kind::generated_has, column.name.written, column.name.text, "identity");
  }
  const Reads reads = generated_reads(table, context.schema);
  std::vector<bool> done(table.columns.size());
  for (std::size_t start = 0; start < reads.size(); ++start) {
    if (done[start] || reads[start].empty()) continue;
    const std::vector<std::size_t> loop = find_loop(start, reads, done);
    if (loop.empty()) continue;
    std::string way;
    for (const std::size_t at : loop)
      way += fmt::format("{}`{}`", way.empty() ? "" : " reads ", table.columns[at].name.text);
    context.report_at(kind::generated_loop, table.columns[loop.front()].name.written, way);
    return;
  }
}

}  // namespace migc::schema
