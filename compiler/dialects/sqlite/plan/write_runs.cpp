#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/diagnostics/catalogue/sqlite.hpp"
#include "compiler/dialects/sqlite/plan/block_plan.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"

/// How a run is written once nothing may join it any more.
namespace migc::backends::sqlite {

namespace {

/// The conditions that a run loses nothing, those of its native changes included or not.
std::vector<Statement> checks_of(const TableRun& run, bool natives) {
  std::vector<Statement> checks;
  for (const TableRun::Check& check : run.checks) checks.push_back(check.statement);
  if (natives)
    for (const TableRun::Native& native : run.native)
      for (const Statement& statement : native.action.statements)
        if (statement.requirement) checks.push_back(statement);
  return checks;
}

void prepend(std::vector<Statement> statements, Action& action) {
  action.statements.insert(action.statements.begin(), statements.begin(), statements.end());
}

}  // namespace

void BlockPlan::write(const TableRun& run, const schema::Schema& now) {
  using Rebuild = EmitOptions::Rebuild;
  const auto alters = [](const TableRun::Native& native) { return native.alters; };
  if (!run.before) return write_created(run, now);
  const bool wanted = options.rebuild == Rebuild::always &&
                      std::any_of(run.native.begin(), run.native.end(), alters);
  if (!run.rebuild && !wanted) return write_natives(run);
  if (options.metadata && run.declares_only && !wanted && !run.before->temporary) {
    write_natives(run);
    expectations.made_anew(run.name);
    Action edit = redeclare(run, now);
    prepend(checks_of(run, false), edit);
    return add(std::move(edit));
  }
  if (options.rebuild == Rebuild::never)
    diagnostics.report(diagnostics::kind::sqlite_rebuild_never, run.written, run.name.text,
                       run.without_native.empty() ? "" : run.without_native.front().why);
  write_rebuild(run, now);
}

void BlockPlan::write_natives(const TableRun& run) {
  for (const TableRun::Native& native : run.native) {
    Action action = native.action;
    if (native.reads_schema) set_legacy(false, action);
    add(std::move(action));
  }
}

void BlockPlan::write_rebuild(const TableRun& run, const schema::Schema& now) {
  Action whole = rebuild(run, now);
  needs_foreign_keys_off("the rebuild of", run.name, now);
  expectations.made_anew(run.name);
  for (const ir::Column& column : run.before->columns)
    if (now.table(run.name)->find(column.name) == nullptr)
      expectations.left_out(run.name, column.name);
  set_legacy(true, whole);
  if (keeps_keys(run, now))
    footprint.copied(run.name);
  else
    footprint.rows_of(run.name);
  for (const ir::Index* index : now.indexes_of(run.name)) touch(schema::Space::index, index->name);
  for (const ir::Trigger* trigger : now.triggers_of(run.name))
    touch(schema::Space::trigger, trigger->name);
  touch(schema::Space::relation, aside_name(run.name, now));
  prepend(checks_of(run, true), whole);
  add(std::move(whole));
}

/// A table made in this block is created in its final shape; its indexes and triggers follow.
void BlockPlan::write_created(const TableRun& run, const schema::Schema& now) {
  const ir::Table& table = *now.table(run.name);
  Action create = action(Strategy::native, "create table " + table.name.text,
                         print(table, now, unless({schema::Space::relation, table.name.key()})));
  create.tables = {table.name.text};
  create.written = run.written;
  add(std::move(create));
  // One that is there already has to be this one.
  if (unless({schema::Space::relation, table.name.key()}) == Unless::exists)
    for (const ir::Column& column : table.columns) footprint.column(table.name, column.name, true);
  for (const ir::Index* index : now.indexes_of(run.name))
    add(action(Strategy::native,
               fmt::format("create index {} on {}", index->name.text, table.name.text),
               print(*index, unless({schema::Space::index, index->name.key()}))));
  for (const ir::Trigger* trigger : now.triggers_of(run.name))
    add(action(Strategy::native, "create trigger " + trigger->name.text,
               print(*trigger, unless({schema::Space::trigger, trigger->name.key()}))));
}

}  // namespace migc::backends::sqlite
