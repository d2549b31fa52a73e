#include "compiler/sql/names_column.hpp"

#include <algorithm>

#include "compiler/ir/table_edit.hpp"
#include "compiler/sql/module_arguments.hpp"
#include "compiler/sql/resolve.hpp"

namespace migc::sql {

namespace {

bool names(const std::vector<Name>& columns, const Name& column) {
  return ir::contains(columns, column);
}

bool names(const Resolution& found, const Name& table, const Name& column) {
  const std::string of = table.key(), key = column.key();
  return std::any_of(found.uses.begin(), found.uses.end(),
                     [&](const Use& use) { return use.column == key && use.relation == of; });
}

bool in_primary_key(const ir::Table& table, const Name& column) {
  const auto key = ir::primary_key_of(table);
  return key &&
         names(ir::columns_of(std::get<ir::TablePrimaryKey>(key->constraint.rule).terms), column);
}

/// Whether a constraint names one column of a table.
class ConstraintNames {
 public:
  ConstraintNames(TableExpressionResolver& holder, const Name& table, const Name& column,
                  const Relations& schema)
      : holder_(holder),
        table_(table),
        column_(column),
        schema_(schema),
        own_(source::same(holder.table().name, table)) {}

  bool operator()(const ir::TablePrimaryKey& key) const { return in(key.terms); }
  bool operator()(const ir::TableUnique& unique) const { return in(unique.terms); }
  bool operator()(const ir::Check& check) const { return in(check.condition); }
  bool operator()(const ir::ForeignKey& key) const {
    return (own_ && names(key.columns, column_)) || leads_here(key.references);
  }

  /// An expression or a term of the holder.
  template <class Written>
  [[nodiscard]] bool in(const Written& written) const {
    return own_ && names(holder_.resolve(written), table_, column_);
  }

 private:
  [[nodiscard]] bool in(const std::vector<ir::Term>& terms) const {
    return std::any_of(terms.begin(), terms.end(), [&](const ir::Term& term) { return in(term); });
  }

  [[nodiscard]] bool leads_here(const ir::References& references) const {
    if (!source::same(references.table, table_)) return false;
    if (!references.columns.empty()) return names(references.columns, column_);
    const ir::Table* parent = own_ ? &holder_.table() : schema_.table(references.table);
    return parent != nullptr && in_primary_key(*parent, column_);
  }

  TableExpressionResolver& holder_;
  const Name& table_;
  const Name& column_;
  const Relations& schema_;
  bool own_;
};

/// Whether an object names one column of a table.
class NamesColumn {
 public:
  NamesColumn(const Name& table, const Name& column, const Relations& schema)
      : table_(table), column_(column), schema_(schema) {}

  bool operator()(const ir::Table& table) const {
    TableExpressionResolver holder(table, schema_);
    if (!source::same(table.name, table_)) {
      const auto keys = ir::constraints_of<ir::ForeignKey>(table);
      return std::any_of(keys.begin(), keys.end(),
                         [&](const auto& key) { return in(key.constraint, holder); });
    }
    const auto all = ir::constraints_of(table);
    return std::any_of(all.begin(), all.end(),
                       [&](const ir::LocatedConstraint& located) {
                         return !goes_along(located, table) && in(located.constraint, holder);
                       }) ||
           in_generated(table, holder);
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
  [[nodiscard]] bool in(const Resolution& found) const { return names(found, table_, column_); }

  [[nodiscard]] bool in(const ir::TableConstraint& constraint,
                        TableExpressionResolver& holder) const {
    return names_column(constraint, holder, table_, column_, schema_);
  }

  /// What stands at the column itself goes with it and does not count, but for its primary key.
  [[nodiscard]] bool goes_along(const ir::LocatedConstraint& located,
                                const ir::Table& table) const {
    return located.at.at_column() && source::same(table.columns[located.at.column].name, column_) &&
           !std::holds_alternative<ir::TablePrimaryKey>(located.constraint.rule);
  }

  [[nodiscard]] bool in_generated(const ir::Table& table, TableExpressionResolver& holder) const {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const ir::Column& each) {
      const auto* generated = each.find<ir::Generated>();
      return generated != nullptr && !source::same(each.name, column_) &&
             in(holder.resolve(generated->value));
    });
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

bool names_column(const ir::TableConstraint& constraint, TableExpressionResolver& holder,
                  const Name& table, const Name& column, const Relations& schema) {
  return std::visit(ConstraintNames{holder, table, column, schema}, constraint.rule);
}

}  // namespace migc::sql
