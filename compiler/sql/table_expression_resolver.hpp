#pragma once

#include <optional>
#include <string>

#include "compiler/sql/resolve.hpp"
#include "compiler/sql/scope.hpp"

namespace migc::sql {

/// Resolves what stands in a table's definition, or in an index on it. The table's columns are
/// taken in once for all its expressions, and not at all for terms that are columns.
class TableExpressionResolver {
 public:
  enum class Subqueries { none, resolved };

  /// Both have to outlive it. A definition has no subqueries.
  TableExpressionResolver(const ir::Table& table, const Relations& schema,
                          Subqueries subqueries = Subqueries::none);
  TableExpressionResolver(const TableExpressionResolver&) = delete;
  TableExpressionResolver& operator=(const TableExpressionResolver&) = delete;

  [[nodiscard]] Resolution resolve(const ir::Expression& expression);
  /// A term of a key or an index, where a string is a name: `on t ('a')`.
  [[nodiscard]] Resolution resolve(const ir::Term& term);
  [[nodiscard]] const ir::Table& table() const { return table_; }
  [[nodiscard]] bool has(const Name& column) const { return table_.find(column) != nullptr; }
  /// What is said of a column that the table does not have.
  [[nodiscard]] Unresolved missing(const Name& column) const;

 private:
  const Scope& scope();

  const ir::Table& table_;
  const Relations& schema_;
  std::optional<RelationColumns> shape_;
  RelationLookup lookup_;
  Scope nothing_, scope_;
};

/// Calls `visit` with every expression of a table that can name columns, and with every term of its
/// keys. Defaults cannot: there a bare word is a string.
template <class Table, class Visit>
void visit_expressions(Table& table, Visit visit) {
  for (auto& column : table.columns)
    for (auto& constraint : column.constraints) {
      if (auto* check = std::get_if<ir::Check>(&constraint.rule)) visit(check->condition);
      if (auto* generated = std::get_if<ir::Generated>(&constraint.rule)) visit(generated->value);
    }
  for (auto& constraint : table.constraints) {
    if (auto* check = std::get_if<ir::Check>(&constraint.rule)) visit(check->condition);
    if (auto* key = std::get_if<ir::TablePrimaryKey>(&constraint.rule))
      for (auto& term : key->terms) visit(term);
    if (auto* unique = std::get_if<ir::TableUnique>(&constraint.rule))
      for (auto& term : unique->terms) visit(term);
  }
}

}  // namespace migc::sql
