#include "compiler/sql/table_expression_resolver.hpp"

#include "compiler/sql/reader.hpp"

namespace migc::sql {

TableExpressionResolver::TableExpressionResolver(const ir::Table& table, const Relations& schema,
                                                 Subqueries subqueries)
    : table_(table),
      schema_(schema),
      lookup_(subqueries == Subqueries::resolved ? RelationLookup(schema)
                                                 : RelationLookup(schema.dialect())) {}

const Scope& TableExpressionResolver::scope() {
  if (shape_) return scope_;
  shape_ = shape_of(table_, schema_);
  scope_.outer = &nothing_;
  scope_.sources.push_back({.alias = table_.name.own_key(),
                            .relation = table_.name.key(),
                            .name = table_.name.shown(),
                            .database = schema_of(table_.name, schema_.dialect().naming),
                            .own_name = true,
                            .shape = &*shape_});
  return scope_;
}

Resolution TableExpressionResolver::resolve(const ir::Expression& expression) {
  Resolution found;
  Reader(expression.tokens, lookup_, found).expressions(scope());
  return found;
}

Resolution TableExpressionResolver::resolve(const ir::Term& term) {
  const std::vector<ir::Token>& tokens = term.expression.tokens;
  const std::optional<Name> column = term.column();
  if (!column) return resolve(term.expression);
  const bool is_string = tokens.front().kind == ir::Token::Kind::string;
  if ((is_string || tokens.size() == 1) && has(*column))
    return {{{0, table_.name.key(), column->key()}}, {}};
  return is_string ? Resolution{{}, {missing(*column)}} : resolve(term.expression);
}

Unresolved TableExpressionResolver::missing(const Name& column) const {
  return {.what = Unresolved::What::column,
          .name = column,
          .relation = table_.name.shown(),
          .candidates = table_.column_names(),
          .key = table_.name.key()};
}

}  // namespace migc::sql
