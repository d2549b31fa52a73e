#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/plan/emit_operation.hpp"
#include "compiler/dialects/sqlite/plan/native.hpp"
#include "compiler/dialects/sqlite/plan/readers.hpp"
#include "compiler/dialects/sqlite/plan/redeclare.hpp"
#include "compiler/dialects/sqlite/print/affinity.hpp"
#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/sql/resolve.hpp"

namespace migc::backends::sqlite {

/// Whether what is held back edits a column into the declaration: until then no condition over the
/// rows can name it.
bool EmitOperation::edits_in_column(const source::Name& table) const {
  const TableRun* run = emitter.open_run(table);
  if (run == nullptr || !run->before || !run->rebuild || !run->declares_only) return false;
  const std::vector<ir::Column>& now = before.table(table)->columns;
  return std::any_of(now.begin(), now.end(), [&](const ir::Column& column) {
    return run->before->find(column.name) == nullptr;
  });
}

bool TableRun::waits() const {
  return rebuild && before && checks.empty() && !converts && !reads_others &&
         std::all_of(native.begin(), native.end(),
                     [](const Native& one) { return one.adds || !one.alters; }) &&
         std::all_of(without_native.begin(), without_native.end(),
                     [](const TableChange& change) { return change.waits; });
}

void TableRun::natives_are_made(const schema::Schema& schema) {
  for (const Native& one : std::exchange(native, {})) {
    if (const auto told = std::find(changes.begin(), changes.end(), one.what);
        told != changes.end())
      changes.erase(told);
    if (!one.adds) continue;
    before->columns.push_back(*one.adds);
    if (!one.adds->has<ir::Generated>()) values[one.adds->name.key()] = quote(one.adds->name);
    added.erase(one.adds->name.key());
  }
  indexes_before.clear();
  for (const ir::Index* index : schema.indexes_of(name)) indexes_before.push_back(*index);
}

TableRun& EmitOperation::changes(const source::Name& table, TableChange change) const {
  if (emitter.options_.metadata && !change.condition.empty() && edits_in_column(table))
    emitter.flush(before);
  TableRun& run = emitter.run_over(table);
  run.changes.push_back(change.what);
  if (!change.native.empty() && emitter.options_.min_version >= change.native_since) {
    Action native =
        emitter.action(Strategy::native, fmt::format("{} in {}", change.what, table.text),
                       std::move(change.native));
    native.why = "ALTER TABLE changes only the declaration";
    native.statements.front().redeclares = table.text;
    native.tables = {table.text};
    run.native.push_back({std::move(native), true, false});
    return run;
  }
  if (!run.rebuild) run.written = emitter.written_;
  run.rebuild = true;
  run.declares_only = run.declares_only && change.declares_only;
  run.without_native.push_back(std::move(change));
  return run;
}

TableRun& EmitOperation::rebuilds(const source::Name& table, std::string what,
                                  std::string why) const {
  return changes(table, {std::move(what), std::move(why)});
}

/// An index or a trigger, or a column, by the statement that SQLite has for it.
void EmitOperation::joins(const source::Name& table, Action native, std::string change,
                          Joins how) const {
  TableRun& run = emitter.run_over(table);
  native.tables = {table.text};
  run.changes.push_back(change);
  run.loses.insert(run.loses.end(), native.loses.begin(), native.loses.end());
  run.native.push_back({std::move(native), how != Joins::beside_table, how == Joins::reading_schema,
                        std::move(change)});
}

void EmitOperation::nothing_to_do(std::string summary) const {
  emitter.flush(before);
  Action action = emitter.action(Strategy::native, std::move(summary), "");
  action.statements.clear();
  emitter.add(std::move(action));
}

/// An expression of the author's over the table as it is now, said over the old table, whose
/// columns in it have the same values: only the table itself is called otherwise.
std::string EmitOperation::over_old(const source::Name& table,
                                    const ir::Expression& expression) const {
  ir::Expression over = expression;
  const std::string key = table.key();
  for (const sql::Use& use :
       sql::resolve_over_table(expression, *before.table(table), before).uses) {
    if (use.relation != key || !use.column.empty()) continue;
    ir::Token& token = over.tokens[use.token];
    const ir::Token* next =
        use.token + 1 < over.tokens.size() ? &over.tokens[use.token + 1] : nullptr;
    if (next != nullptr && next->is_symbol(".")) continue;  // a qualifier
    const bool has_alias = next != nullptr && (next->is_word("as") || next->is_name());
    token.kind = ir::Token::Kind::symbol;
    token.text = quote(aside_name(table, before)) + (has_alias ? "" : " AS " + quote(table));
  }
  return print_portable(over);
}

/// Whether the column would hold other values by now than it does in the old table: it is new, it
/// has been converted, or its type has another affinity, which converts, too.
bool EmitOperation::is_other_by_now(const TableRun& run, const ir::Column& column) const {
  const ir::Column* old = run.before->find(column.name);
  const auto value = run.values.find(column.name.key());
  return old == nullptr || value == run.values.end() || value->second != quote(column.name) ||
         affinity_of(type_text(*old, before)) != affinity_of(type_text(column, before));
}

/// An expression that names a column with other values by now needs the table as it is now. One
/// that reads other tables needs those as they are now.
void EmitOperation::flush_unless_known(const source::Name& table,
                                       const ir::Expression& expression) const {
  const TableRun* run = emitter.open_run(table);
  const ir::Table& now = *before.table(table);
  if (run != nullptr && run->before)
    for (const sql::Use& use : sql::resolve_over_table(expression, now, before).uses)
      if (use.relation == table.key() && !use.column.empty() &&
          is_other_by_now(*run, *now.find(source::Name{use.column, false, {}, {}}))) {
        emitter.flush(before);
        break;
      }
  emitter.flush_if_reading_others(table, expression);
}

/// A second conversion is of what the first has made, which the old table does not have.
void EmitOperation::flush_before_converting_twice(const ir::SetType& op) const {
  const TableRun* run = emitter.open_run(op.table);
  const ir::Column& column = *before.table(op.table)->find(op.column);
  if (run == nullptr || !run->before || column.has<ir::Generated>()) return;
  ir::Column retyped = column;
  retyped.type = op.type;
  if (affinity_of(type_text(retyped, before)) != affinity_of(type_text(column, before)) &&
      is_other_by_now(*run, column))
    emitter.flush(before);
}

void EmitOperation::flush_before_losing(const source::Name& table,
                                        const source::Name& column) const {
  if (emitter.losses_.empty()) return;
  const TableRun* run = emitter.open_run(table);
  if (run != nullptr && run->added.contains(column.key())) {
    for (const TableRun::Check& check : emitter.losses_)
      emitter.requirements_.take_back(check.number);
    return emitter.losses_.clear();  // it holds its default
  }
  if (run != nullptr && run->converts) emitter.flush(before);
  for (const TableRun::Check& check : emitter.losses_)
    for (const ColumnRef& place : check.statement.demands->reads)
      if (place.table != table.key()) {
        if (emitter.runs_.size() > 1 || emitter.would_overtake(table) ||
            !emitter.behind_runs_.empty())
          emitter.flush(before);
        emitter.run_over(table).reads_others = true;
        return;
      }
}

void EmitOperation::ask_in(TableRun& run) const {
  std::move(emitter.losses_.begin(), emitter.losses_.end(), std::back_inserter(run.checks));
}

void EmitOperation::ask_before(Action& action) const {
  for (auto check = emitter.losses_.rbegin(); check != emitter.losses_.rend(); ++check)
    action.statements.insert(action.statements.begin(), std::move(check->statement));
}

void EmitOperation::operator()(const ir::AddColumn& op) const {
  if (op.fill) flush_unless_known(op.table, *op.fill);
  makes_stale(op.table, &op.column.name);
  std::string change = "add column " + op.column.name.text;
  emitter.footprint_.column(op.table, op.column.name, true);
  const std::string why_not = why_not_added_natively(op, before);
  const bool native = why_not.empty();
  TableRun& run = native ? emitter.run_over(op.table)
                         : changes(op.table, {change, why_not, is_plainly_computed(op.column)});
  if (!op.column.has<ir::Generated>()) run.values[op.column.name.key()] = default_value(op.column);
  run.added.insert(op.column.name.key());
  if (op.fill) {
    run.values[op.column.name.key()] = over_old(op.table, *op.fill);
    run.converts = true;
  }
  if (!native) return;
  Action action = emitter.action(
      Strategy::native, fmt::format("{} to {}", change, op.table.text),
      fmt::format("ALTER TABLE {} ADD COLUMN {}", quote(op.table), print(op.column, before)));
  action.why = "ALTER TABLE ADD COLUMN accepts it whatever the rows are";
  // Every row refers to the default's parent from now on.
  if (op.column.has<ir::References>() && op.column.has<ir::Default>())
    emitter.footprint_.rows_of(op.table);
  joins(op.table, std::move(action), change, Joins::altering_table);
  run.native.back().adds = op.column;
}

void EmitOperation::operator()(const ir::DropColumn& op) const {
  makes_stale(op.table, &op.column);
  std::string change = "drop column " + op.column.text;
  const std::string loss = fmt::format("the values of {} are lost", op.column.text);
  flush_before_losing(op.table, op.column);
  emitter.footprint_.column(op.table, op.column, false);
  const std::string why_not = why_not_dropped_natively(op, before);
  const bool native = why_not.empty();
  emitter.suspect_dependents(op.table);
  TableRun& run = native ? emitter.run_over(op.table) : rebuilds(op.table, change, why_not);
  run.values.erase(op.column.key());
  run.added.erase(op.column.key());
  run.notes.push_back(loss);
  const std::string lost = fmt::format("{}.{}", op.table.text, op.column.text);
  if (!native) {
    run.loses.push_back(lost);
    return ask_in(run);
  }
  Action action = emitter.action(
      Strategy::native, fmt::format("{} of {}", change, op.table.text),
      fmt::format("ALTER TABLE {} DROP COLUMN {}", quote(op.table), quote(op.column)));
  action.statements.front().taken = RemovedName{op.table.text, op.column.text};
  ask_before(action);
  action.rewrites_rows = true;
  action.loses = {lost};
  action.notes = {loss, "rewrites every row in place"};
  action.why = "nothing else refers to the column";
  // Native changes go before an edit of the declaration, which may be what frees the column.
  if (run.rebuild) run.declares_only = false;
  // SQLite refuses to drop it where something cannot be read. What is readable now may not be when
  // the statement is written, if it overtakes the change that mended it.
  if (!unreadable(emitter.suspects(), before).empty() ||
      (emitter.would_overtake(op.table) && !emitter.suspects_.empty())) {
    run.rebuild = true;
    run.declares_only = false;
    run.without_native.push_back(
        {change, "ALTER TABLE DROP COLUMN fails if a view or trigger is broken"});
  }
  joins(op.table, std::move(action), std::move(change), Joins::reading_schema);
}

/// Whether more than its own indexes and triggers mentions the table.
bool EmitOperation::is_named_elsewhere(const source::Name& table) const {
  const auto own = [&](const schema::Entry* entry) {
    const auto* index = std::get_if<ir::Index>(&entry->object);
    const auto* trigger = std::get_if<ir::Trigger>(&entry->object);
    return index != nullptr || (trigger != nullptr && same(trigger->table, table));
  };
  const auto dependents = before.dependents({schema::Space::relation, table.key()});
  return !std::all_of(dependents.begin(), dependents.end(), own);
}

void EmitOperation::operator()(const ir::RenameColumn& op) const {
  const TableRun* run = emitter.open_run(op.table);
  for (const source::Name* name : {&op.from, &op.to}) makes_stale(op.table, name);
  emitter.footprint_.column(op.table, op.from, false);
  emitter.footprint_.column(op.table, op.to, true, same(op.from, op.to));
  emitter.altered_.insert({schema::Space::relation, op.table.key()});
  // The table is created with the new name, unless something that is written already says the old.
  if (run != nullptr && !run->before && !is_named_elsewhere(op.table)) return;
  emitter.flush(before);
  Action action = emitter.action(
      Strategy::native,
      fmt::format("rename column {} of {} to {}", op.from.text, op.table.text, op.to.text),
      fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {}", quote(op.table), quote(op.from),
                  quote(op.to)));
  if (!same(op.from, op.to))
    action.statements.front().taken = RemovedName{op.table.text, op.from.text};
  action.tables = {op.table.text};
  emitter.alter_with_all_readable(std::move(action), made_again(op, before));
}

void EmitOperation::operator()(const ir::SetType& op) const {
  if (op.conversion) flush_unless_known(op.table, *op.conversion);
  flush_before_converting_twice(op);
  flush_before_losing(op.table, op.column);
  const bool keeps_values = !op.conversion && keeps_affinity(op, before);
  if (!keeps_values) makes_stale(op.table, &op.column);
  ir::Column retyped = *before.table(op.table)->find(op.column);
  const std::string type = type_text(retyped, before);
  retyped.type = op.type;
  TableChange change{
      fmt::format("{} from {} to {}", op.column.text, type, type_text(retyped, before)),
      "ALTER TABLE cannot change a type", keeps_values};
  change.waits = keeps_values;
  TableRun& run = changes(op.table, std::move(change));
  // Of two types in a row the first is never seen.
  std::erase_if(run.checks, [&](const TableRun::Check& check) {
    const Requirement& one = *check.statement.demands;
    if (one.kind != Requirement::Kind::fits || !source::same(one.subject, op.column.text))
      return false;
    emitter.requirements_.take_back(check.number);
    return true;
  });
  ask_in(run);
  const auto value = run.values.find(op.column.key());
  if (!op.conversion || value == run.values.end()) return;
  value->second = over_old(op.table, *op.conversion);
  run.converts = true;
}

void EmitOperation::operator()(const ir::SetNotNull& op) const {
  if (op.fill) {
    flush_unless_known(op.table, *op.fill);
    makes_stale(op.table, &op.column);
  }
  TableChange change{op.column.text + " not null",
                     "ALTER TABLE cannot set NOT NULL before SQLite 3.53", !op.fill};
  change.condition = fmt::format("NOT EXISTS (SELECT 1 FROM {} WHERE {} IS NULL)", quote(op.table),
                                 quote(op.column));
  change.otherwise =
      fmt::format("{}.{} holds NULLs: nothing was changed", op.table.text, op.column.text);
  if (!op.fill && !op.constraint && op.conflict == ir::Conflict::unspecified)
    change.native = fmt::format("ALTER TABLE {} ALTER COLUMN {} SET NOT NULL", quote(op.table),
                                quote(op.column));
  change.native_since = 3053000;
  TableRun& run = changes(op.table, std::move(change));
  const auto value = run.values.find(op.column.key());
  // A table created in this run has no rows yet; a generated column is filled by its expression.
  if (!op.fill || value == run.values.end()) return;
  const std::string fill = over_old(op.table, *op.fill);
  value->second = fmt::format("coalesce({}, {})", value->second, fill);
  run.converts = true;
  run.notes.push_back(fmt::format("NULLs in {} become {}", op.column.text, comment_line(fill)));
}

void EmitOperation::operator()(const ir::DropNotNull& op) const {
  TableChange change{op.column.text + " nullable",
                     "ALTER TABLE cannot drop NOT NULL before SQLite 3.53", true};
  if (!has_named_not_null(*before.table(op.table)->find(op.column)))
    change.native = fmt::format("ALTER TABLE {} ALTER COLUMN {} DROP NOT NULL", quote(op.table),
                                quote(op.column));
  change.native_since = 3053000;
  changes(op.table, std::move(change));
}

namespace {
constexpr const char* no_default =
    "ALTER TABLE cannot change a default, and rows older than an ADD COLUMN read it";
constexpr const char* no_collation = "ALTER TABLE cannot change a collation";
constexpr const char* no_autoincrement = "ALTER TABLE cannot change AUTOINCREMENT";
}  // namespace

void EmitOperation::operator()(const ir::SetDefault& op) const {
  rebuilds(op.table, "default of " + op.column.text, no_default);
}
void EmitOperation::operator()(const ir::DropDefault& op) const {
  rebuilds(op.table, "no default for " + op.column.text, no_default);
}
void EmitOperation::operator()(const ir::SetCollation& op) const {
  rebuilds(op.table, "collation of " + op.column.text, no_collation);
}
void EmitOperation::operator()(const ir::DropCollation& op) const {
  rebuilds(op.table, "collation of " + op.column.text, no_collation);
}

void EmitOperation::operator()(const ir::SetGenerated& op) const {
  if (!emitter.losses_.empty()) flush_unless_known(op.table, op.generated.value);
  flush_before_losing(op.table, op.column);
  TableRun& run = rebuilds(op.table, op.column.text + " generated",
                           "ALTER TABLE cannot make a column generated");
  ask_in(run);
  makes_stale(op.table, &op.column);
  run.values.erase(op.column.key());
  run.notes.push_back(
      fmt::format("the stored values of {} are replaced by its expression", op.column.text));
  run.loses.push_back(fmt::format("{}.{}", op.table.text, op.column.text));
}

void EmitOperation::operator()(const ir::DropGenerated& op) const {
  const auto& generated = *before.table(op.table)->find(op.column)->find<ir::Generated>();
  flush_unless_known(op.table, generated.value);
  TableRun& run = changes(op.table, {op.column.text + " an ordinary column",
                                     "ALTER TABLE cannot make a generated column ordinary",
                                     generated.storage == ir::Storage::stored});
  if (!run.before || run.values.count(op.column.key()) > 0) return;
  run.values[op.column.key()] = over_old(op.table, generated.value);  // it is new in this run
  run.converts = true;
}

void EmitOperation::operator()(const ir::SetAutoincrement& op) const {
  rebuilds(op.table, "autoincrement for " + op.column.text, no_autoincrement);
}
void EmitOperation::operator()(const ir::DropAutoincrement& op) const {
  changes(op.table, {"no autoincrement for " + op.column.text, no_autoincrement, true})
      .forgets_sequence = true;
}
void EmitOperation::operator()(const ir::SetTableComment& op) const {
  nothing_to_do(fmt::format("comment on {}: SQLite keeps none", op.table.text));
}
void EmitOperation::operator()(const ir::SetColumnComment& op) const {
  nothing_to_do(fmt::format("comment on {}.{}: SQLite keeps none", op.table.text, op.column.text));
}

}  // namespace migc::backends::sqlite
