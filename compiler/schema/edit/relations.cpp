#include <utility>

#include "compiler/schema/check/definition.hpp"
#include "compiler/schema/edit/objects.hpp"
#include "compiler/sql/query_types.hpp"

namespace migc::schema {

bool create(const ir::CreateTable& op, const Context& context) {
  const bool free = check_name_available(Space::relation, op.table.name, "table", context);
  if (!check_table(op.table, context) || !free) return false;
  context.schema.put(op.table);
  return true;
}

bool create(const ir::CreateTableAs& op, const Context& context) {
  const bool free = check_name_available(Space::relation, op.table, "table", context);
  if (!report_unresolved(sql::resolve_statement(op.query, context.schema), nullptr, context) ||
      !free)
    return false;
  auto columns = sql::columns_of_query(op.query, context.schema);
  if (!columns) {
    context.report_at(kind::unknown_result, op.table.written, op.table.shown());
    return false;
  }
  ir::Table table{.name = op.table, .temporary = op.temporary, .columns = *std::move(columns)};
  table.written = context.step.written;
  if (!check_table(table, context)) return false;
  context.schema.put(std::move(table));
  return true;
}

bool create(const ir::CreateVirtualTable& op, const Context& context) {
  if (!check_name_available(Space::relation, op.table.name, "virtual table", context)) return false;
  context.schema.put(op.table);
  return true;
}

bool create(const ir::CreateView& op, const Context& context) {
  if (!check_name_available(Space::relation, op.view.name, "view", context)) return false;
  context.schema.put(op.view);
  return true;
}

bool drop(const ir::DropTable& op, const Context& context) {
  const Entry* entry = find_entry(Space::relation, op.table, context);
  if (entry == nullptr) return false;
  if (std::holds_alternative<ir::View>(entry->object)) {
    Diagnostic& diagnostic = context.diagnostics.report(kind::wrong_kind, op.table.written,
                                                        op.table.shown(), "view", "table");
    diagnostic.label = fmt::format("use `drop view {}`", op.table.shown());
    note_origin(diagnostic, *entry);
    return false;
  }
  std::vector<Id> along;
  for (const ir::Index* index : context.schema.indexes_of(op.table))
    along.push_back({Space::index, index->name.key()});
  for (const ir::Trigger* trigger : context.schema.triggers_of(op.table))
    along.push_back({Space::trigger, trigger->name.key()});
  for (const Id& id : along) context.schema.erase(id);
  context.schema.erase({Space::relation, op.table.key()});
  return true;
}

bool drop(const ir::DropView& op, const Context& context) {
  const Entry* entry = find_entry(Space::relation, op.view, context);
  if (entry == nullptr) return false;
  if (!std::holds_alternative<ir::View>(entry->object)) {
    Diagnostic& diagnostic = context.diagnostics.report(
        kind::wrong_kind, op.view.written, op.view.shown(), noun_of(entry->object), "view");
    diagnostic.label = fmt::format("use `drop table {}`", op.view.shown());
    note_origin(diagnostic, *entry);
    return false;
  }
  std::vector<Id> along;
  for (const ir::Trigger* trigger : context.schema.triggers_of(op.view))
    along.push_back({Space::trigger, trigger->name.key()});
  for (const Id& id : along) context.schema.erase(id);
  context.schema.erase({Space::relation, op.view.key()});
  return true;
}

}  // namespace migc::schema
