#include <algorithm>

#include "compiler/sql/module_arguments.hpp"
#include "compiler/sql/resolve.hpp"
#include "compiler/sql/table_expression_resolver.hpp"

namespace migc::sql {

namespace {

bool names(const std::vector<Name>& columns, const Name& column) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const Name& each) { return source::same(each, column); });
}

bool in_primary_key(const ir::Table& table, const Name& column) {
  const ir::Column* found = table.find(column);
  if (found != nullptr && found->has<ir::PrimaryKey>()) return true;
  for (const ir::TableConstraint& constraint : table.constraints)
    if (const auto* key = std::get_if<ir::TablePrimaryKey>(&constraint.rule))
      return std::any_of(key->terms.begin(), key->terms.end(), [&](const ir::Term& term) {
        const std::optional<Name> name = term.column();
        return name && source::same(*name, column);
      });
  return false;
}

/// Whether an object names one column of a table.
class NamesColumn {
 public:
  NamesColumn(const Name& table, const Name& column, const Relations& schema)
      : table_(table), column_(column), schema_(schema) {}

  bool operator()(const ir::Table& table) const {
    if (source::same(table.name, table_) && own(table)) return true;
    for (const ir::Column& each : table.columns)
      for (const ir::ColumnConstraint& constraint : each.constraints)
        if (const auto* references = std::get_if<ir::References>(&constraint.rule))
          if (!of_itself(table, each) && leads_here(*references, table)) return true;
    for (const ir::TableConstraint& constraint : table.constraints)
      if (const auto* key = std::get_if<ir::ForeignKey>(&constraint.rule))
        if (leads_here(key->references, table)) return true;
    return false;
  }

  bool operator()(const ir::Index& index) const {
    const ir::Table* table = schema_.table(index.table);
    if (table == nullptr || !source::same(index.table, table_)) return false;
    TableExpressionResolver in_table(*table, schema_);
    for (const ir::Term& term : index.terms)
      if (in(in_table.resolve(term))) return true;
    return names(index.include, column_) || (index.where && in(in_table.resolve(*index.where)));
  }

  bool operator()(const ir::View& view) const { return in(resolve_statement(view.query, schema_)); }

  bool operator()(const ir::Trigger& trigger) const {
    if (source::same(trigger.table, table_) && names(trigger.update_of, column_)) return true;
    const TriggerResolution found = resolve_trigger(trigger, schema_);
    return in(found.when) || in(found.body);
  }

  bool operator()(const ir::VirtualTable& table) const {
    const auto reads = reads_of(table);
    return reads && source::same(reads->relation, table_) && reads->reads(column_);
  }
  bool operator()(const ir::Enum&) const { return false; }
  bool operator()(const ir::Sequence&) const { return false; }

 private:
  [[nodiscard]] bool in(const Resolution& found) const {
    const std::string table = table_.key(), column = column_.key();
    return std::any_of(found.uses.begin(), found.uses.end(), [&](const Use& use) {
      return use.column == column && use.relation == table;
    });
  }

  /// What stands at the column itself goes with it and does not count, but for its primary key.
  [[nodiscard]] bool own(const ir::Table& table) const {
    if (in_primary_key(table, column_)) return true;
    TableExpressionResolver in_table(table, schema_);
    for (const ir::Column& each : table.columns) {
      if (of_itself(table, each)) continue;
      for (const ir::ColumnConstraint& constraint : each.constraints) {
        if (const auto* check = std::get_if<ir::Check>(&constraint.rule))
          if (in(in_table.resolve(check->condition))) return true;
        if (const auto* generated = std::get_if<ir::Generated>(&constraint.rule))
          if (in(in_table.resolve(generated->value))) return true;
      }
    }
    return std::any_of(
        table.constraints.begin(), table.constraints.end(),
        [&](const ir::TableConstraint& constraint) { return in(constraint, in_table); });
  }

  bool in(const ir::TableConstraint& constraint, TableExpressionResolver& in_table) const {
    const auto in_terms = [&](const std::vector<ir::Term>& terms) {
      return std::any_of(terms.begin(), terms.end(),
                         [&](const ir::Term& term) { return in(in_table.resolve(term)); });
    };
    if (const auto* check = std::get_if<ir::Check>(&constraint.rule))
      return in(in_table.resolve(check->condition));
    if (const auto* key = std::get_if<ir::TablePrimaryKey>(&constraint.rule))
      return in_terms(key->terms);
    if (const auto* unique = std::get_if<ir::TableUnique>(&constraint.rule))
      return in_terms(unique->terms);
    return names(std::get<ir::ForeignKey>(constraint.rule).columns, column_);
  }

  [[nodiscard]] bool of_itself(const ir::Table& table, const ir::Column& column) const {
    return source::same(table.name, table_) && source::same(column.name, column_);
  }

  [[nodiscard]] bool leads_here(const ir::References& references, const ir::Table& child) const {
    if (!source::same(references.table, table_)) return false;
    if (!references.columns.empty()) return names(references.columns, column_);
    const ir::Table* parent =
        source::same(child.name, table_) ? &child : schema_.table(references.table);
    return parent != nullptr && in_primary_key(*parent, column_);
  }

  const Name& table_;
  const Name& column_;
  const Relations& schema_;
};

}  // namespace

bool names_column(const ir::Object& object, const Name& table, const Name& column,
                  const Relations& schema) {
  return std::visit(NamesColumn{table, column, schema}, object);
}

}  // namespace migc::sql
