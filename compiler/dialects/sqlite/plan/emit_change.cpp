#include "compiler/dialects/sqlite/plan/emit_change.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace migc::backends::sqlite {

/// Whether what is held back edits a column into the declaration: until then no condition over the
/// rows can name it.
bool EmitChange::edits_in_column(const source::Name& table) const {
  const TableRun* run = plan.open_run(table);
  if (run == nullptr || !run->before || !run->rebuild || !run->declares_only) return false;
  const std::vector<ir::Column>& now = before.table(table)->columns;
  return std::any_of(now.begin(), now.end(), [&](const ir::Column& column) {
    return run->before->find(column.name) == nullptr;
  });
}

TableRun& EmitChange::changes(const source::Name& table, TableChange change) const {
  if (plan.options.metadata && !change.condition.empty() && edits_in_column(table))
    plan.flush(before);
  TableRun& run = plan.run_over(table);
  run.changes.push_back(change.what);
  if (!change.native.empty() && plan.options.min_version >= change.native_since) {
    Action native = plan.action(Strategy::native, fmt::format("{} in {}", change.what, table.text),
                                std::move(change.native));
    native.why = "ALTER TABLE changes only the declaration";
    native.statements.front().redeclares = table.text;
    native.tables = {table.text};
    run.native.push_back({std::move(native), true, false});
    return run;
  }
  if (!run.rebuild) run.written = plan.written();
  run.rebuild = true;
  run.declares_only = run.declares_only && change.declares_only;
  run.without_native.push_back(std::move(change));
  return run;
}

TableRun& EmitChange::rebuilds(const source::Name& table, std::string what, std::string why) const {
  return changes(table, {std::move(what), std::move(why)});
}

/// An index or a trigger, or a column, by the statement that SQLite has for it.
void EmitChange::joins(const source::Name& table, Action native, std::string change,
                       Joins how) const {
  TableRun& run = plan.run_over(table);
  native.tables = {table.text};
  run.changes.push_back(change);
  run.loses.insert(run.loses.end(), native.loses.begin(), native.loses.end());
  run.native.push_back({std::move(native), how != Joins::beside_table, how == Joins::reading_schema,
                        std::move(change)});
}

void EmitChange::nothing_to_do(std::string summary) const {
  plan.flush(before);
  Action action = plan.action(Strategy::native, std::move(summary), "");
  action.statements.clear();
  plan.add(std::move(action));
}

void EmitChange::ask_before(Action& action) const {
  for (auto check = plan.losses.rbegin(); check != plan.losses.rend(); ++check)
    action.statements.insert(action.statements.begin(), std::move(check->statement));
}

}  // namespace migc::backends::sqlite
