#include <fmt/format.h>

#include <utility>
#include <vector>

#include "compiler/backends/quote.hpp"
#include "compiler/diagnostics/catalogue/sqlite.hpp"
#include "compiler/dialects/sqlite/plan/emit_operation.hpp"
#include "compiler/dialects/sqlite/plan/native.hpp"
#include "compiler/dialects/sqlite/plan/readers.hpp"
#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/sql/resolve.hpp"

namespace migc::backends::sqlite {

namespace kind = diagnostics::kind;
using schema::Space;

namespace {

template <class Create>
Unless unless(const Create& op) {
  return op.if_not_exists ? Unless::exists : Unless::said_nothing;
}
template <class Drop>
std::string_view if_exists(const Drop& op) {
  return op.if_exists ? "IF EXISTS " : "";
}

}  // namespace

void EmitOperation::goes_first(const source::Name& relation, Action action) const {
  if (!plan.may_go_first(relation)) plan.flush(before);
  plan.add(std::move(action));
}

void EmitOperation::flush_if_touched(Space space, const source::Name& name,
                                     const source::Name& table) const {
  if (plan.footprint.has(space, name) && plan.would_overtake(table)) plan.flush(before);
}

void EmitOperation::operator()(const ir::CreateTable& op) const {
  if (plan.footprint.has(Space::index, op.table.name)) plan.flush(before);
  TableRun run;
  run.name = op.table.name;
  run.written = plan.written();
  makes_stale(op.table.name);
  plan.touch(Space::relation, op.table.name);
  plan.note_unless(op.if_not_exists, {Space::relation, op.table.name.key()});
  plan.expectations.created(op.table.name);
  plan.begin_created(std::move(run));
}

void EmitOperation::operator()(const ir::CreateTableAs& op) const {
  plan.flush(before);
  plan.touch(Space::relation, op.table);
  plan.expectations.created(op.table);
  Action action = plan.action(Strategy::data, "create table " + op.table.text + " from a query",
                              fmt::format("CREATE {}TABLE {}{} AS {}", op.temporary ? "TEMP " : "",
                                          text_of(unless(op)), quote(op.table), print(op.query)));
  action.tables = {op.table.text};
  plan.add(std::move(action));
}

void EmitOperation::operator()(const ir::CreateVirtualTable& op) const {
  plan.flush(before);
  plan.touch(Space::relation, op.table.name);
  plan.stale.settle(op.table.name);
  plan.expectations.created(op.table.name);
  plan.add(plan.action(Strategy::native, "create virtual table " + op.table.name.text,
                       print(op.table, unless(op))));
}

void EmitOperation::operator()(const ir::DropTable& op) const {
  plan.suspect_dependents(op.table);
  makes_stale(op.table);
  plan.stale.settle(op.table);
  plan.touch(Space::relation, op.table);
  for (const ir::Index* index : before.indexes_of(op.table)) plan.touch(Space::index, index->name);
  plan.needs_foreign_keys_off("the drop of", op.table, before);
  plan.expectations.dropped(op.table);
  Action action = plan.action(Strategy::native, "drop table " + op.table.text,
                              fmt::format("DROP TABLE {}{}", if_exists(op), quote(op.table)));
  action.tables = {op.table.text};
  action.loses = {op.table.text};
  action.notes = {"every row of " + op.table.text + " is lost"};
  for (const TableRun::Check& check : plan.losses)
    for (const ColumnRef& place : check.statement.requirement->reads)
      if (plan.open_run({place.table, false, {}, {}}) != nullptr) plan.flush(before);
  ask_before(action);
  goes_first(op.table, std::move(action));
}

void EmitOperation::operator()(const ir::RenameTable& op) const {
  plan.flush(before);
  for (const source::Name* name : {&op.table, &op.to}) makes_stale(*name);
  plan.stale.renamed(op.table, op.to);
  plan.touch(Space::relation, op.table);
  plan.touch(Space::relation, op.to);
  plan.footprint.renamed(op.table, op.to);
  plan.suspect_readers_of({Space::relation, op.to.key()});
  plan.expectations.renamed(op.table, op.to);
  // Other letter cases are no other name to SQLite, which refuses one that is taken.
  const bool same_name = same(op.table, op.to);
  const source::Name between = same_name ? aside_name(op.table, before) : op.to;
  const auto rename = [](const source::Name& from, const source::Name& to) {
    return fmt::format("ALTER TABLE {} RENAME TO {}", quote(from), quote(to));
  };
  Action action =
      plan.action(Strategy::native, fmt::format("rename table {} to {}", op.table.text, op.to.text),
                  rename(op.table, between));
  action.statements.front().taken = RemovedName{op.table.text};
  if (same_name) action.statements.push_back({Statement::Kind::sql, rename(between, op.to)});
  action.tables = {op.table.text, op.to.text};
  plan.alter_with_all_readable(std::move(action), made_again(op, before));
}

void EmitOperation::refuse_what_indexes_lack(const ir::Index& index) const {
  const source::Span place = index.name.written;
  if (!index.method.empty())
    plan.diagnostics.report(kind::sqlite_no_index_method, place, index.name.text);
  if (!index.include.empty())
    plan.diagnostics.report(kind::sqlite_no_include, place, index.name.text);
  if (index.concurrently)
    plan.diagnostics.report(kind::sqlite_no_concurrently, place, index.name.text);
  for (const ir::Term& term : index.terms) {
    const bool descending = term.order == ir::Order::descending;
    if (term.nulls == (descending ? ir::Nulls::first : ir::Nulls::last))
      plan.diagnostics.report(kind::sqlite_nulls_order, term.expression.written,
                              descending ? "last" : "first");
  }
}

void EmitOperation::operator()(const ir::CreateIndex& op) const {
  refuse_what_indexes_lack(op.index);
  flush_if_touched(Space::index, op.index.name, op.index.table);
  plan.touch(Space::index, op.index.name);
  plan.note_unless(op.if_not_exists, {Space::index, op.index.name.key()});
  std::string change = "create index " + op.index.name.text;
  joins(op.index.table,
        plan.action(Strategy::native, fmt::format("{} on {}", change, op.index.table.text),
                    print(op.index, unless(op))),
        change);
}

void EmitOperation::operator()(const ir::DropIndex& op) const {
  plan.touch(Space::index, op.index);
  std::string change = "drop index " + op.index.text;
  joins(before.index(op.index)->table,
        plan.action(Strategy::native, change,
                    fmt::format("DROP INDEX {}{}", if_exists(op), quote(op.index))),
        change);
}

void EmitOperation::operator()(const ir::RenameIndex& op) const {
  flush_if_touched(Space::index, op.to, before.index(op.index)->table);
  plan.touch(Space::index, op.index);
  plan.touch(Space::index, op.to);
  ir::Index renamed = *before.index(op.index);
  renamed.name = op.to;
  std::string change = fmt::format("rename index {} to {}", op.index.text, op.to.text);
  Action action = plan.action(Strategy::native, change, "DROP INDEX " + quote(op.index));
  action.notes = {"SQLite cannot rename an index: it is dropped and created again"};
  action.statements.push_back({Statement::Kind::sql, print(renamed), {}});
  joins(renamed.table, std::move(action), change);
}

void EmitOperation::operator()(const ir::CreateView& op) const {
  makes_stale(op.view.name);
  plan.suspect({Space::relation, op.view.name.key()});
  plan.touch(Space::relation, op.view.name);
  plan.add_after_runs(plan.action(Strategy::native, "create view " + op.view.name.text,
                                  print(op.view, unless(op))));
}

void EmitOperation::operator()(const ir::DropView& op) const {
  makes_stale(op.view);
  plan.suspect_dependents(op.view);
  plan.touch(Space::relation, op.view);
  goes_first(op.view, plan.action(Strategy::native, "drop view " + op.view.text,
                                  fmt::format("DROP VIEW {}{}", if_exists(op), quote(op.view))));
}

void EmitOperation::operator()(const ir::CreateTrigger& op) const {
  flush_if_touched(Space::trigger, op.trigger.name, op.trigger.table);
  plan.touch(Space::trigger, op.trigger.name);
  plan.note_unless(op.if_not_exists, {Space::trigger, op.trigger.name.key()});
  plan.suspect({Space::trigger, op.trigger.name.key()});
  std::string change = "create trigger " + op.trigger.name.text;
  Action action =
      plan.action(Strategy::native, fmt::format("{} on {}", change, op.trigger.table.text),
                  print(op.trigger, unless(op)));
  if (before.table(op.trigger.table) != nullptr) {
    joins(op.trigger.table, std::move(action), change);
    return;
  }
  plan.add_after_runs(std::move(action));
}

void EmitOperation::operator()(const ir::DropTrigger& op) const {
  plan.touch(Space::trigger, op.trigger);
  std::string change = "drop trigger " + op.trigger.text;
  const source::Name on = before.trigger(op.trigger)->table;
  Action action = plan.action(Strategy::native, change,
                              fmt::format("DROP TRIGGER {}{}", if_exists(op), quote(op.trigger)));
  if (before.table(on) != nullptr) {
    joins(on, std::move(action), change);
    return;
  }
  goes_first(on, std::move(action));
}

void EmitOperation::operator()(const ir::CreateEnum& op) const {
  nothing_to_do(fmt::format("type {}: columns of it are TEXT with a check", op.type.name.text));
}
void EmitOperation::operator()(const ir::DropEnum& op) const {
  nothing_to_do(fmt::format("type {}: nothing to drop", op.type.text));
}

namespace {

std::string as_it_is(const std::string& column, const std::string&, const std::string&) {
  return column;
}

std::string renamed(const std::string& column, const std::string& from, const std::string& to) {
  return fmt::format("CASE {0} WHEN {1} THEN {2} ELSE {0} END", column, literal(from), literal(to));
}

}  // namespace

void EmitOperation::rebuild_users(const source::Name& type, const std::string& change,
                                  std::string (*convert)(const std::string&, const std::string&,
                                                         const std::string&),
                                  const std::string& from, const std::string& to) const {
  for (const schema::Entry* entry : before.dependents({Space::type, type.key()})) {
    const auto* table = std::get_if<ir::Table>(&entry->object);
    if (table == nullptr) continue;
    TableRun& run = rebuilds(table->name, change, "the check of its values changes");
    run.converts = true;
    for (const ir::Column& column : table->columns) {
      const auto value = run.values.find(column.name.key());
      if (value == run.values.end() || !column.type || !source::same(column.type->name, type.text))
        continue;
      if (convert != as_it_is) makes_stale(table->name, &column.name);
      value->second = convert(value->second, from, to);
    }
  }
}

void EmitOperation::operator()(const ir::AddEnumValue& op) const {
  rebuild_users(op.type, fmt::format("type {} gets {}", op.type.text, literal(op.value)), as_it_is);
}

void EmitOperation::operator()(const ir::RenameEnumValue& op) const {
  rebuild_users(
      op.type,
      fmt::format("{} of type {} becomes {}", literal(op.from), op.type.text, literal(op.to)),
      renamed, op.from, op.to);
}

void EmitOperation::operator()(const ir::DropEnumValue& op) const {
  rebuild_users(op.type, fmt::format("type {} loses {}", op.type.text, literal(op.value)),
                as_it_is);
}

void EmitOperation::operator()(const ir::CreateSequence& op) const {
  plan.diagnostics.report(kind::sqlite_no_sequences, op.sequence.name.written,
                          op.sequence.name.text);
}
void EmitOperation::operator()(const ir::DropSequence& op) const {
  plan.diagnostics.report(kind::sqlite_no_sequences, op.sequence.written, op.sequence.text);
}

}  // namespace migc::backends::sqlite
