#include "compiler/sql/in_table.hpp"

#include "compiler/sql/reader.hpp"

namespace migc::sql {

InTable::InTable(const ir::Table& table, const Relations* schema)
    : shape_(shape_of(table)), shapes_(schema) {
  scope_.outer = &nothing_;
  scope_.sources.push_back({.alias = table.name.key(),
                            .relation = table.name.key(),
                            .name = table.name.text,
                            .own_name = true,
                            .shape = &shape_});
}

Resolution InTable::resolve(const ir::Expression& expression) {
  Resolution found;
  Reader(expression.tokens, shapes_, found).expressions(scope_);
  return found;
}

Resolution InTable::resolve(const ir::Term& term) {
  const std::vector<ir::Token>& tokens = term.expression.tokens;
  if (tokens.empty() || tokens.front().kind != ir::Token::Kind::string || !term.column())
    return resolve(term.expression);
  const Name column = *term.column();
  if (!has(column)) return {{}, {missing(column)}};
  return {{{0, scope_.sources.front().relation, column.key()}}, {}};
}

Unresolved InTable::missing(const Name& column) const {
  return {Unresolved::What::column, column, scope_.sources.front().name, shape_.columns};
}

}  // namespace migc::sql
