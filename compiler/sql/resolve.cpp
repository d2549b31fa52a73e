#include "compiler/sql/resolve.hpp"

#include <unordered_set>
#include <utility>

#include "compiler/sql/meaning.hpp"
#include "compiler/sql/reader.hpp"
#include "compiler/sql/table_expression_resolver.hpp"

namespace migc::sql {

namespace {

Resolution resolve_in_scope(const ir::Expression& expression, const Scope& scope,
                            RelationLookup& lookup, bool traces) {
  Resolution found{.traces = traces};
  Reader(expression.tokens, lookup, found).expressions(scope);
  return found;
}

Resolution read_statements(const ir::Expression& statement, RelationLookup& lookup) {
  Resolution found;
  const Scope nothing;
  Reader reader(statement.tokens, lookup, found);
  if (reader.at_statement())
    reader.statements(nothing);
  else
    reader.expressions(nothing);
  return found;
}

/// NEW and OLD, as far as the trigger's event has them.
Scope trigger_scope(const ir::Trigger& trigger, const Scope& outer, RelationLookup& lookup) {
  const std::string key = trigger.table.key();
  const Relation* relation = lookup.find(key);
  FromItem row{.relation = key,
               .name = trigger.table.shown(),
               .qualified_only = true,
               .shape = relation == nullptr ? &unknown_columns() : &relation->shape};
  Scope scope{.outer = &outer};
  using Event = ir::Trigger::Event;
  if (trigger.event != Event::delete_) {
    row.alias = "new";
    scope.sources.push_back(row);
  }
  if (trigger.event != Event::insert) {
    row.alias = "old";
    scope.sources.push_back(row);
  }
  return scope;
}

}  // namespace

Resolution resolve_in_table(const ir::Expression& expression, const ir::Table& table,
                            const Relations& schema) {
  return TableExpressionResolver(table, schema).resolve(expression);
}

Resolution resolve_over_table(const ir::Expression& expression, const ir::Table& table,
                              const Relations& schema) {
  using Subqueries = TableExpressionResolver::Subqueries;
  return TableExpressionResolver(table, schema, Subqueries::resolved).resolve(expression);
}

Resolution resolve_statement(const ir::Expression& statement, const Relations& schema) {
  RelationLookup lookup(schema);
  return read_statements(statement, lookup);
}

Resolution resolve_view(const ir::View& view, const Relations& schema) {
  RelationLookup lookup(schema);
  return resolve_view(view, lookup, false);
}

Resolution resolve_view(const ir::View& view, RelationLookup& lookup, bool traces) {
  Resolution found{.traces = traces};
  Reader reader(view.query.tokens, lookup, found);
  const Scope nothing;
  if (!reader.at_statement()) {
    reader.expressions(nothing);
  } else if (view.columns.empty()) {
    reader.statements(nothing);
  } else {
    std::vector<ColumnName> names;
    for (const Name& column : view.columns) names.push_back({column.text, column.exact});
    reader.query_under(names);
  }
  return found;
}

TriggerResolution resolve_trigger(const ir::Trigger& trigger, const Relations& schema) {
  RelationLookup lookup(schema);
  return resolve_trigger(trigger, lookup, false);
}

TriggerResolution resolve_trigger(const ir::Trigger& trigger, RelationLookup& lookup, bool traces) {
  const Scope nothing;
  const Scope scope = trigger_scope(trigger, nothing, lookup);
  TriggerResolution found{.body = {.traces = traces}};
  if (trigger.when) found.when = resolve_in_scope(*trigger.when, scope, lookup, traces);
  Reader(trigger.body.tokens, lookup, found.body).statements(scope);
  return found;
}

std::vector<std::string> relations_named(const ir::Expression& statements,
                                         const dialect::Dialect& dialect) {
  RelationLookup lookup(dialect);
  std::vector<std::string> relations;
  std::unordered_set<std::string> seen;
  for (Use& use : read_statements(statements, lookup).uses)
    if (use.column.empty() && seen.insert(use.relation).second)
      relations.push_back(std::move(use.relation));
  return relations;
}

std::optional<std::vector<Name>> view_column_names(const ir::View& view, const Relations& schema) {
  if (!view.columns.empty()) return view.columns;
  RelationLookup lookup(schema);
  const RelationColumns shape = read_query(view.query, lookup);
  if (!shape.complete) return std::nullopt;
  std::vector<Name> names;
  for (const ColumnName& column : shape.columns)
    names.push_back({column.text, column.exact, {}, {}, column.exact});
  return names;
}

std::optional<std::vector<std::string>> view_columns(const ir::View& view,
                                                     const Relations& schema) {
  const auto names = view_column_names(view, schema);
  if (!names) return std::nullopt;
  std::vector<std::string> texts;
  for (const Name& name : *names) texts.push_back(name.text);
  return texts;
}

}  // namespace migc::sql
