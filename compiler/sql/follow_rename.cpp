#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "compiler/sql/put_name.hpp"
#include "compiler/sql/resolve.hpp"
#include "compiler/sql/table_expression_resolver.hpp"

namespace migc::sql {

namespace {

/// Where it is, a name stays.
void rename(Name& name, const Name& to) {
  name.text = to.text;
  name.quoted = to.quoted;
  name.exact = to.exact;
}

/// What is renamed, and how to find it.
struct Renaming {
  std::string relation, column;  ///< Keys; without a column the relation itself is renamed.
  const Name& to;
  const dialect::Dialect& dialect;

  [[nodiscard]] bool is(const Use& use) const {
    return use.relation == relation && use.column == column;
  }

  /// A token can have two uses, one on each side of a USING: it follows when both do.
  void apply(ir::Expression& expression, const Resolution& found) const {
    std::unordered_map<std::size_t, bool> follows;
    for (const Use& use : found.uses)
      if (use.column.empty() == column.empty()) {
        const auto [entry, fresh] = follows.try_emplace(use.token, is(use));
        entry->second &= is(use);
      }
    for (const auto& [token, follow] : follows)
      if (follow) put_name(expression.tokens[token], to, dialect);
  }
  void apply(ir::Term& term, const Resolution& found) const { apply(term.expression, found); }
};

/// The expressions of objects, whichever kind of rename it is.
struct RenameExpressions {
  const Renaming& renaming;
  const Relations& schema;

  void operator()(ir::Table& table) const {
    if (table.name.key() != renaming.relation) return;
    TableExpressionResolver in_table(table, schema);
    visit_expressions(table, [&](auto& part) { renaming.apply(part, in_table.resolve(part)); });
  }
  void operator()(ir::Index& index) const {
    const ir::Table* table = schema.table(index.table);
    if (table == nullptr || table->name.key() != renaming.relation) return;
    TableExpressionResolver in_table(*table, schema);
    for (ir::Term& term : index.terms) renaming.apply(term, in_table.resolve(term));
    if (index.where) renaming.apply(*index.where, in_table.resolve(*index.where));
  }
  void operator()(ir::View& view) const {
    renaming.apply(view.query, resolve_statement(view.query, schema));
  }
  void operator()(ir::Trigger& trigger) const {
    const TriggerResolution found = resolve_trigger(trigger, schema);
    if (trigger.when) renaming.apply(*trigger.when, found.when);
    renaming.apply(trigger.body, found.body);
  }
  void operator()(ir::VirtualTable&) const {}
  void operator()(ir::Enum&) const {}
  void operator()(ir::Sequence&) const {}
};

/// Calls `visit` with the right side of every foreign key of a table.
template <class Visit>
void visit_references(ir::Table& table, Visit visit) {
  for (ir::Column& column : table.columns)
    for (ir::ColumnConstraint& constraint : column.constraints)
      if (auto* references = std::get_if<ir::References>(&constraint.rule)) visit(*references);
  for (ir::TableConstraint& constraint : table.constraints)
    if (auto* key = std::get_if<ir::ForeignKey>(&constraint.rule)) visit(key->references);
}

/// The names outside expressions that are the relation's.
struct RenameRelation {
  const Name &from, &to;

  void operator()(ir::Table& table) const {
    follow(table.name);
    visit_references(table, [&](ir::References& references) { follow(references.table); });
  }
  void operator()(ir::Index& index) const { follow(index.table); }
  void operator()(ir::View& view) const { follow(view.name); }
  void operator()(ir::Trigger& trigger) const {
    follow(trigger.table);
    if (trigger.name.within == source::Within::table) trigger.name.schema = trigger.table.key();
  }
  void operator()(ir::VirtualTable& table) const { follow(table.name); }
  void operator()(ir::Enum&) const {}
  void operator()(ir::Sequence&) const {}

  void follow(Name& name) const {
    if (source::same(name, from)) rename(name, to);
  }
};

/// The names outside expressions that are the column's.
struct RenameColumn {
  const Name &table, &from, &to;
  const Relations& schema;

  void operator()(ir::Table& object) const {
    visit_references(object, [&](ir::References& references) {
      if (source::same(references.table, table)) follow(references.columns);
    });
    if (!source::same(object.name, table)) return;
    if (ir::Column* column = object.find(from)) rename(*column);
    for (ir::TableConstraint& constraint : object.constraints)
      if (auto* key = std::get_if<ir::ForeignKey>(&constraint.rule)) follow(key->columns);
  }
  void operator()(ir::Index& index) const {
    if (source::same(index.table, table)) follow(index.include);
  }
  void operator()(ir::Trigger& trigger) const {
    if (source::same(trigger.table, table)) follow(trigger.update_of);
  }
  void operator()(ir::View&) const {}
  void operator()(ir::VirtualTable&) const {}
  void operator()(ir::Enum&) const {}
  void operator()(ir::Sequence&) const {}

  void follow(std::vector<Name>& names) const {
    for (Name& name : names)
      if (source::same(name, from)) sql::rename(name, to);
  }

  /// A check that stands for an enum keeps its name.
  void rename(ir::Column& column) const {
    const ir::Enum* type = column.type ? schema.type(column.type->as_name()) : nullptr;
    std::optional<Name> check;
    if (type != nullptr) check = ir::values_check_of(column, type->name);
    sql::rename(column.name, to);
    column.values_check.reset();
    if (check && ir::values_check_of(column, type->name).text != check->text)
      column.values_check = std::move(check);
  }
};

}  // namespace

ir::Object with_relation_renamed(ir::Object object, const Name& from, const Name& to,
                                 const Relations& schema) {
  const Renaming renaming{from.key(), {}, to, schema.dialect()};
  std::visit(RenameExpressions{renaming, schema}, object);
  std::visit(RenameRelation{from, to}, object);
  return object;
}

ir::Object with_column_renamed(ir::Object object, const Name& table, const Name& from,
                               const Name& to, const Relations& schema) {
  const Renaming renaming{table.key(), from.key(), to, schema.dialect()};
  std::visit(RenameExpressions{renaming, schema}, object);
  std::visit(RenameColumn{table, from, to, schema}, object);
  return object;
}

}  // namespace migc::sql
