#include "compiler/schema/edit/objects.hpp"

namespace migc::schema {

namespace {

bool terms_resolve(const ir::Index& index, const ir::Table& table, const Context& context) {
  bool good = true;
  for (const ir::Term& term : index.terms) {
    if (const auto column = term.column())
      good = find_column(table, *column, context) != nullptr && good;
    else
      good = report_unresolved(sql::resolve_in_table(term.expression, table, context.schema),
                               &table, context) &&
             good;
  }
  for (const Name& column : index.include)
    good = find_column(table, column, context) != nullptr && good;
  if (index.where)
    good = report_unresolved(sql::resolve_in_table(*index.where, table, context.schema), &table,
                             context) &&
           good;
  return good;
}

/// What a trigger can be on depends on its time: views take `instead of` only, tables the others.
bool time_fits(const ir::Trigger& trigger, const Entry& on, const Context& context) {
  const bool instead = trigger.time == ir::Trigger::Time::instead_of;
  if (std::holds_alternative<ir::VirtualTable>(on.object)) {
    context.report_at(kind::no_triggers, trigger.table.written, trigger.table.shown());
    return false;
  }
  const bool is_view = std::holds_alternative<ir::View>(on.object);
  if (is_view == instead) return true;
  Diagnostic& diagnostic =
      context.report_at(kind::trigger_time, trigger.table.written, is_view ? "a view" : "a table",
                        is_view ? "instead of" : "before` or `after");
  note_origin(diagnostic, on);
  return false;
}

}  // namespace

bool create(const ir::CreateIndex& op, const Context& context) {
  const bool free = check_name_available(Space::index, op.index.name, "index", context);
  const ir::Table* table = find_table(op.index.table, context);
  if (table == nullptr || !terms_resolve(op.index, *table, context) || !free) return false;
  context.schema.put(op.index);
  return true;
}

bool create(const ir::CreateTrigger& op, const Context& context) {
  const bool free = check_name_available(Space::trigger, op.trigger.name, "trigger", context);
  const Entry* on = find_entry(Space::relation, op.trigger.table, context);
  if (on == nullptr || !time_fits(op.trigger, *on, context) || !free) return false;
  context.schema.put(op.trigger);
  return true;
}

bool drop(const ir::DropIndex& op, const Context& context) {
  if (find_entry(Space::index, op.index, context) == nullptr) return false;
  context.schema.erase({Space::index, op.index.key()});
  return true;
}

bool drop(const ir::DropTrigger& op, const Context& context) {
  if (find_entry(Space::trigger, op.trigger, context) == nullptr) return false;
  context.schema.erase({Space::trigger, op.trigger.key()});
  return true;
}

}  // namespace migc::schema
