#include <cstddef>
#include <utility>

#include "compiler/sql/module_arguments.hpp"
#include "compiler/sql/resolve.hpp"
#include "compiler/sql/table_expression_resolver.hpp"

namespace migc::sql {

namespace {

/// Collects what does not resolve in one object.
class Find {
 public:
  explicit Find(const Relations& schema) : schema_(schema) {}

  void operator()(const ir::Table& table) {
    TableExpressionResolver in_table(table, schema_);
    visit_expressions(table, [&](const auto& part) { take(in_table.resolve(part)); });
    for (const ir::Column& column : table.columns)
      for (const ir::ColumnConstraint& constraint : column.constraints)
        if (const auto* references = std::get_if<ir::References>(&constraint.rule))
          parent(*references, table);
    for (const ir::TableConstraint& constraint : table.constraints)
      if (const auto* key = std::get_if<ir::ForeignKey>(&constraint.rule)) {
        columns(key->columns, in_table);
        parent(key->references, table);
      }
  }

  void operator()(const ir::Index& index) {
    const ir::Table* table = schema_.table(index.table);
    if (table == nullptr) return relation(index.table);
    TableExpressionResolver in_table(*table, schema_);
    for (const ir::Term& term : index.terms) take(in_table.resolve(term));
    columns(index.include, in_table);
    if (index.where) take(in_table.resolve(*index.where));
  }

  void operator()(const ir::View& view) { take(resolve_view(view, schema_)); }

  void operator()(const ir::Trigger& trigger) {
    relation(trigger.table);
    update_of(trigger);
    TriggerResolution found = resolve_trigger(trigger, schema_);
    take(std::move(found.when));
    take(std::move(found.body));
  }

  void operator()(const ir::VirtualTable& table) {
    const auto reads = reads_of(table);
    if (!reads) return;
    RelationLookup lookup(schema_);
    const Relation* found = lookup.find(reads->relation.key());
    if (found == nullptr) return relation(reads->relation);
    if (!found->shape.complete) return;
    const auto column = [&](const Name& name) {
      const RelationColumns& shape = found->shape;
      if (shape.has(name.key()) || (shape.rowid && schema_.dialect().is_rowid(name.key()))) return;
      unresolved.push_back({.what = Unresolved::What::column,
                            .name = name,
                            .relation = found->name,
                            .candidates = texts_of(shape.columns),
                            .key = reads->relation.key()});
    };
    for (const Name& name : reads->columns) column(name);
    const bool keyless = schema_.table(reads->relation) != nullptr;  // a view has no rowid at all
    if (reads->key || keyless)
      column(reads->key.value_or(Name{"rowid", false, table.name.written, {}}));
  }
  // These name nothing.
  void operator()(const ir::Enum&) {}
  void operator()(const ir::Sequence&) {}

  std::vector<Unresolved> unresolved{};

 private:
  void take(Resolution found) {
    for (Unresolved& missing : found.unresolved) unresolved.push_back(std::move(missing));
  }

  void relation(const Name& name) {
    if (schema_.object({ir::Space::relation, name.key()}) != nullptr) return;
    unresolved.push_back(
        {Unresolved::What::relation, name, {}, schema_.names(ir::Space::relation)});
  }

  void columns(const std::vector<Name>& names, const TableExpressionResolver& in_table) {
    for (const Name& name : names)
      if (!in_table.has(name)) unresolved.push_back(in_table.missing(name));
  }

  void parent(const ir::References& references, const ir::Table& child) {
    const bool itself = source::same(references.table, child.name);
    const ir::Table* table = itself ? &child : schema_.table(references.table);
    if (table == nullptr) return relation(references.table);
    for (const Name& column : references.columns)
      if (table->find(column) == nullptr)
        unresolved.push_back({.what = Unresolved::What::column,
                              .name = column,
                              .relation = table->name.shown(),
                              .candidates = table->column_names(),
                              .key = table->name.key()});
  }

  void update_of(const ir::Trigger& trigger) {
    if (trigger.update_of.empty()) return;
    RelationLookup lookup(schema_);
    const Relation* found = lookup.find(trigger.table.key());
    if (found == nullptr || !found->shape.complete) return;
    for (const Name& column : trigger.update_of)
      if (!found->shape.has(column.key()))
        unresolved.push_back({.what = Unresolved::What::column,
                              .name = column,
                              .relation = found->name,
                              .candidates = texts_of(found->shape.columns),
                              .key = trigger.table.key()});
  }

  const Relations& schema_;
};

}  // namespace

std::vector<Unresolved> unresolved_in(const ir::Object& object, const Relations& schema) {
  Find find(schema);
  std::visit(find, object);
  return std::move(find.unresolved);
}

}  // namespace migc::sql
