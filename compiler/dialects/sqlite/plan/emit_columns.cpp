#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/plan/emit_alteration.hpp"
#include "compiler/dialects/sqlite/plan/native.hpp"
#include "compiler/dialects/sqlite/plan/readers.hpp"
#include "compiler/dialects/sqlite/plan/redeclare.hpp"
#include "compiler/dialects/sqlite/print/affinity.hpp"
#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/sql/resolve.hpp"

namespace migc::backends::sqlite {

/// An expression of the author's over the table as it is now, said over the old table, whose
/// columns in it have the same values: only the table itself is called otherwise.
std::string EmitAlteration::over_old(const ir::Expression& expression) const {
  ir::Expression over = expression;
  const std::string key = altered.key();
  for (const sql::Use& use :
       sql::resolve_over_table(expression, *before.table(altered), before).uses) {
    if (use.relation != key || !use.column.empty()) continue;
    ir::Token& token = over.tokens[use.token];
    const ir::Token* next =
        use.token + 1 < over.tokens.size() ? &over.tokens[use.token + 1] : nullptr;
    if (next != nullptr && next->is_symbol(".")) continue;  // a qualifier
    const bool has_alias = next != nullptr && (next->is_word("as") || next->is_name());
    token.kind = ir::Token::Kind::symbol;
    token.text = quote(aside_name(altered, before)) + (has_alias ? "" : " AS " + quote(altered));
  }
  return print_portable(over);
}

/// Whether the column would hold other values by now than it does in the old table: it is new, it
/// has been converted, or its type has another affinity, which converts, too.
bool EmitAlteration::is_other_by_now(const TableRun& run, const ir::Column& column) const {
  const ir::Column* old = run.before->find(column.name);
  const auto value = run.values.find(column.name.key());
  return old == nullptr || value == run.values.end() || value->second != quote(column.name) ||
         affinity_of(type_text(*old, before)) != affinity_of(type_text(column, before));
}

/// An expression that names a column with other values by now needs the table as it is now. One
/// that reads other tables needs those as they are now.
void EmitAlteration::flush_unless_known(const ir::Expression& expression) const {
  const TableRun* run = plan.open_run(altered);
  const ir::Table& now = *before.table(altered);
  if (run != nullptr && run->before)
    for (const sql::Use& use : sql::resolve_over_table(expression, now, before).uses)
      if (use.relation == altered.key() && !use.column.empty() &&
          is_other_by_now(*run, *now.find(source::Name{use.column, false, {}, {}}))) {
        plan.flush(before);
        break;
      }
  plan.flush_if_reading_others(altered, expression);
}

void EmitAlteration::flush_before_losing(const source::Name& column) const {
  if (plan.losses.empty()) return;
  const TableRun* run = plan.open_run(altered);
  if (run != nullptr && run->added.contains(column.key())) {
    for (const TableRun::Check& check : plan.losses) plan.requirements.take_back(check.number);
    return plan.losses.clear();  // it holds its default
  }
  if (run != nullptr && run->converts) plan.flush(before);
  for (const TableRun::Check& check : plan.losses)
    for (const ColumnRef& place : check.statement.requirement->reads)
      if (place.table != altered.key()) return plan.hold_back_alone(altered);
}

void EmitAlteration::ask_in(TableRun& run) const {
  std::move(plan.losses.begin(), plan.losses.end(), std::back_inserter(run.checks));
}

void EmitAlteration::operator()(const ir::AddColumn& op) const {
  if (op.fill) flush_unless_known(*op.fill);
  makes_stale(altered, &op.column.name);
  std::string change = "add column " + op.column.name.text;
  plan.footprint.column(altered, op.column.name, true);
  const std::string why_not = why_not_added_natively(altered, op, before);
  const bool native = why_not.empty();
  TableRun& run = native ? plan.run_over(altered)
                         : changes(altered, {change, why_not, is_plainly_computed(op.column)});
  if (!op.column.has<ir::Generated>()) run.values[op.column.name.key()] = default_value(op.column);
  run.added.insert(op.column.name.key());
  if (op.fill) {
    run.values[op.column.name.key()] = over_old(*op.fill);
    run.converts = true;
  }
  if (!native) return;
  Action action = plan.action(
      Strategy::native, fmt::format("{} to {}", change, altered.text),
      fmt::format("ALTER TABLE {} ADD COLUMN {}", quote(altered), print(op.column, before)));
  action.why = "ALTER TABLE ADD COLUMN accepts it whatever the rows are";
  // Every row refers to the default's parent from now on.
  if (op.column.has<ir::References>() && op.column.has<ir::Default>())
    plan.footprint.rows_of(altered);
  joins(altered, std::move(action), change, Joins::altering_table);
  run.native.back().adds = op.column;
}

void EmitAlteration::operator()(const ir::DropColumn& op) const {
  makes_stale(altered, &op.column);
  std::string change = "drop column " + op.column.text;
  const std::string loss = fmt::format("the values of {} are lost", op.column.text);
  flush_before_losing(op.column);
  plan.footprint.column(altered, op.column, false);
  const std::string why_not = why_not_dropped_natively(altered, op, before);
  const bool native = why_not.empty();
  plan.suspect_dependents(altered);
  TableRun& run = native ? plan.run_over(altered) : rebuilds(altered, change, why_not);
  run.values.erase(op.column.key());
  run.added.erase(op.column.key());
  run.notes.push_back(loss);
  const std::string lost = fmt::format("{}.{}", altered.text, op.column.text);
  if (!native) {
    run.loses.push_back(lost);
    return ask_in(run);
  }
  Action action =
      plan.action(Strategy::native, fmt::format("{} of {}", change, altered.text),
                  fmt::format("ALTER TABLE {} DROP COLUMN {}", quote(altered), quote(op.column)));
  action.statements.front().taken = RemovedName{altered.text, op.column.text};
  ask_before(action);
  action.rewrites_rows = true;
  action.loses = {lost};
  action.notes = {loss, "rewrites every row in place"};
  action.why = "nothing else refers to the column";
  // Native changes go before an edit of the declaration, which may be what frees the column.
  if (run.rebuild) run.declares_only = false;
  // SQLite refuses to drop it where something cannot be read. What is readable now may not be when
  // the statement is written, if it overtakes the change that fixed it.
  if (!unreadable(plan.suspects(), before).empty() ||
      (plan.would_overtake(altered) && plan.has_suspects())) {
    run.rebuild = true;
    run.declares_only = false;
    run.without_native.push_back(
        {change, "ALTER TABLE DROP COLUMN fails if a view or trigger is broken"});
  }
  joins(altered, std::move(action), std::move(change), Joins::reading_schema);
}

/// Whether more than its own indexes and triggers mentions the table.
bool EmitAlteration::is_named_elsewhere() const {
  const auto own = [&](const schema::Entry* entry) {
    const auto* index = std::get_if<ir::Index>(&entry->object);
    const auto* trigger = std::get_if<ir::Trigger>(&entry->object);
    return index != nullptr || (trigger != nullptr && same(trigger->table, altered));
  };
  const auto dependents = before.dependents({schema::Space::relation, altered.key()});
  return !std::all_of(dependents.begin(), dependents.end(), own);
}

void EmitAlteration::operator()(const ir::RenameColumn& op) const {
  const TableRun* run = plan.open_run(altered);
  for (const source::Name* name : {&op.from, &op.to}) makes_stale(altered, name);
  plan.footprint.column(altered, op.from, false);
  plan.footprint.column(altered, op.to, true, same(op.from, op.to));
  plan.suspect_readers_of({schema::Space::relation, altered.key()});
  // The table is created with the new name, unless something that is written already says the old.
  if (run != nullptr && !run->before && !is_named_elsewhere()) return;
  plan.flush(before);
  Action action = plan.action(
      Strategy::native,
      fmt::format("rename column {} of {} to {}", op.from.text, altered.text, op.to.text),
      fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {}", quote(altered), quote(op.from),
                  quote(op.to)));
  if (!same(op.from, op.to))
    action.statements.front().taken = RemovedName{altered.text, op.from.text};
  action.tables = {altered.text};
  plan.alter_with_all_readable(std::move(action), made_again(altered, op, before));
}

}  // namespace migc::backends::sqlite
