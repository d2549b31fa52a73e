#include "compiler/dialects/sqlite/plan/emitter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "compiler/backends/refusal.hpp"
#include "compiler/diagnostics/catalogue/sqlite.hpp"
#include "compiler/dialects/sqlite/plan/emit_operation.hpp"
#include "compiler/dialects/sqlite/plan/readers.hpp"
#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/sql/module_arguments.hpp"
#include "compiler/sql/resolve.hpp"

namespace migc::backends::sqlite {

namespace {

/// Whether what a run becomes reads more than its own table.
bool looks_beyond(const TableRun& run) {
  return run.reads_others ||
         std::any_of(run.native.begin(), run.native.end(),
                     [](const TableRun::Native& native) { return native.reads_schema; });
}

/// The conditions that a run loses nothing, those of its native changes included or not.
std::vector<Statement> checks_of(const TableRun& run, bool natives) {
  std::vector<Statement> checks;
  for (const TableRun::Check& check : run.checks) checks.push_back(check.statement);
  if (natives)
    for (const TableRun::Native& native : run.native)
      for (const Statement& statement : native.action.statements)
        if (statement.demands) checks.push_back(statement);
  return checks;
}

/// Whether a statement does something else where a constraint is not met.
bool minds_conflicts(const ir::Expression& statement) {
  const std::vector<ir::Token>& tokens = statement.tokens;
  for (std::size_t at = 0; at + 1 < tokens.size(); ++at)
    if (tokens[at].is_word("conflict") ||
        (tokens[at].is_word("replace") && tokens[at + 1].is_word("into")) ||
        ((tokens[at].is_word("insert") || tokens[at].is_word("update")) &&
         tokens[at + 1].is_word("or")))
      return true;
  return false;
}

void prepend(std::vector<Statement> statements, Action& action) {
  action.statements.insert(action.statements.begin(), statements.begin(), statements.end());
}

}  // namespace

void SqliteEmitter::read_losses() {
  losses_.clear();
  for (const std::size_t number : requirements_.losses()) {
    const auto demanded = std::make_shared<const Requirement>(requirements_.get(number));
    Statement check{Statement::Kind::assert_, demanded->none, refusal_in_words(*demanded)};
    check.demands = demanded;
    losses_.push_back({number, std::move(check)});
  }
}

void SqliteEmitter::step(const ir::Step& step, const schema::Schema& before) {
  if (!started_) {
    suspects_ = before.dangling;
    expectations_.begin(before);
    started_ = true;
  }
  restore_set_aside(before);
  requirements_.step(step, before);
  read_losses();
  written_ = step.written;
  may_fail_alone_ = ir::allows(step, "uncoupled");
  before_ = &before;
  if (ir::allows(step, "broken_object")) expectations_.allow_broken();
  if (step.declared)
    flush(before);
  else if (step.moot)
    write_moot(step);
  else
    std::visit(EmitOperation{*this, before}, step.operation);
}

Script SqliteEmitter::finish(const schema::Schema& after) {
  restore_set_aside(after);
  flush(after);
  refresh_indexes(after);
  if (legacy_) {
    Action last = action(Strategy::native, "restore the default ALTER TABLE", "");
    last.statements.clear();
    set_legacy(false, last);
    script_.actions.back().statements.push_back(last.statements.front());
  }
  script_.foreign_keys = footprint_.foreign_keys(after);
  script_.outcome = footprint_.outcome(after);
  expectations_.finish(after, script_);
  requirements_.finish(after, script_);
  return std::move(script_);
}

TableRun* SqliteEmitter::open_run(const source::Name& table) {
  const auto found = std::find_if(runs_.begin(), runs_.end(),
                                  [&](const TableRun& run) { return same(run.name, table); });
  return found == runs_.end() ? nullptr : &*found;
}

TableRun& SqliteEmitter::run_over(const source::Name& table) {
  if (open_run(table) == nullptr) {
    if (std::any_of(runs_.begin(), runs_.end(),
                    [](const TableRun& run) { return run.reads_others; }))
      flush(*before_);
    runs_.push_back(begin_run(*before_->table(table), *before_, written_));
  }
  touch(schema::Space::relation, table);
  altered_.insert({schema::Space::relation, table.key()});
  stale_.watch(*before_->table(table), *before_);
  return *open_run(table);
}

bool SqliteEmitter::would_overtake(const source::Name& table) const {
  return !runs_.empty() && !same(runs_.back().name, table);
}

/// Not when the relation itself is held back, or a statement that is would read it: it was found
/// possible with the relation there.
bool SqliteEmitter::may_go_first(const source::Name& relation) const {
  return behind_runs_.empty() && std::none_of(runs_.begin(), runs_.end(), [&](const TableRun& run) {
           return same(run.name, relation) || looks_beyond(run);
         });
}

void SqliteEmitter::flush(const schema::Schema& now) {
  for (const TableRun& run : std::exchange(runs_, {})) write(run, now);
  for (Action& action : std::exchange(behind_runs_, {})) add(std::move(action));
}

void SqliteEmitter::flush_seen_by(const ir::Expression& statement) {
  const std::vector<std::string> names = sql::relations_named(statement, rules());
  const auto reaches_further = [&](const std::string& key) {
    const source::Name name{key, false, {}, {}};
    return before_->table(name) == nullptr || !before_->triggers_of(name).empty();
  };
  if (!behind_runs_.empty() || std::any_of(names.begin(), names.end(), reaches_further) ||
      std::any_of(runs_.begin(), runs_.end(), looks_beyond))
    return flush(*before_);
  std::vector<TableRun> held;
  const bool minds = minds_conflicts(statement);
  for (TableRun& run : std::exchange(runs_, {})) {
    const bool is_named = std::find(names.begin(), names.end(), run.name.key()) != names.end();
    if (is_named && (minds || !run.waits() || options_.metadata)) {
      write(run, *before_);
      continue;
    }
    if (is_named) {
      write_natives(run);
      run.natives_are_made(*before_);
    }
    held.push_back(std::move(run));
  }
  runs_ = std::move(held);
}

void SqliteEmitter::flush_if_reading_others(const source::Name& table,
                                            const ir::Expression& expression) {
  for (const std::string& key : sql::relations_named(expression, rules()))
    if (key != table.key()) {
      if (runs_.size() > 1 || would_overtake(table) || !behind_runs_.empty()) flush(*before_);
      run_over(table).reads_others = true;
      return;
    }
}

void SqliteEmitter::write(const TableRun& run, const schema::Schema& now) {
  using Rebuild = EmitOptions::Rebuild;
  const auto alters = [](const TableRun::Native& native) { return native.alters; };
  if (!run.before) return write_created(run, now);
  const bool wanted = options_.rebuild == Rebuild::always &&
                      std::any_of(run.native.begin(), run.native.end(), alters);
  if (!run.rebuild && !wanted) return write_natives(run);
  if (options_.metadata && run.declares_only && !wanted && !run.before->temporary) {
    write_natives(run);
    expectations_.made_anew(run.name);
    Action edit = redeclare(run, now);
    prepend(checks_of(run, false), edit);
    return add(std::move(edit));
  }
  if (options_.rebuild == Rebuild::never)
    diagnostics_.report(diagnostics::kind::sqlite_rebuild_never, run.written, run.name.text,
                        run.without_native.empty() ? "" : run.without_native.front().why);
  write_rebuild(run, now);
}

void SqliteEmitter::write_natives(const TableRun& run) {
  for (const TableRun::Native& native : run.native) {
    Action action = native.action;
    if (native.reads_schema) set_legacy(false, action);
    add(std::move(action));
  }
}

void SqliteEmitter::write_rebuild(const TableRun& run, const schema::Schema& now) {
  Action whole = rebuild(run, now);
  needs_foreign_keys_off("the rebuild of", run.name, now);
  expectations_.made_anew(run.name);
  for (const ir::Column& column : run.before->columns)
    if (now.table(run.name)->find(column.name) == nullptr)
      expectations_.left_out(run.name, column.name);
  set_legacy(true, whole);
  if (keeps_keys(run, now))
    footprint_.copied(run.name);
  else
    footprint_.rows_of(run.name);
  for (const ir::Index* index : now.indexes_of(run.name)) touch(schema::Space::index, index->name);
  for (const ir::Trigger* trigger : now.triggers_of(run.name))
    touch(schema::Space::trigger, trigger->name);
  touch(schema::Space::relation, aside_name(run.name, now));
  prepend(checks_of(run, true), whole);
  add(std::move(whole));
}

/// A table made in this block is created in its final shape; its indexes and triggers follow.
void SqliteEmitter::write_created(const TableRun& run, const schema::Schema& now) {
  const ir::Table& table = *now.table(run.name);
  Action create = action(Strategy::native, "create table " + table.name.text,
                         print(table, now, unless({schema::Space::relation, table.name.key()})));
  create.tables = {table.name.text};
  create.written = run.written;
  add(std::move(create));
  // One that is there already has to be this one.
  if (unless({schema::Space::relation, table.name.key()}) == Unless::exists)
    for (const ir::Column& column : table.columns) footprint_.column(table.name, column.name, true);
  for (const ir::Index* index : now.indexes_of(run.name))
    add(action(Strategy::native,
               fmt::format("create index {} on {}", index->name.text, table.name.text),
               print(*index, unless({schema::Space::index, index->name.key()}))));
  for (const ir::Trigger* trigger : now.triggers_of(run.name))
    add(action(Strategy::native, "create trigger " + trigger->name.text,
               print(*trigger, unless({schema::Space::trigger, trigger->name.key()}))));
}

void SqliteEmitter::refresh_indexes(const schema::Schema& now) {
  for (const StaleIndexes::Stale& stale : stale_.at_end(now)) {
    const auto& table = *now.find<ir::VirtualTable>(schema::Space::relation, stale.index);
    const std::string index = quote(table.name);
    Action again = action(
        Strategy::data,
        fmt::format("rebuild the full-text index {} from {}", table.name.text, stale.content), "");
    again.statements.clear();
    const auto sql = [&](std::string text) {
      again.statements.push_back({Statement::Kind::sql, std::move(text), {}});
    };
    if (sql::reads_of(table)->all_columns) {  // those that it knows are those of its creation
      again.strategy = Strategy::native;
      touch(schema::Space::relation, table.name);
      sql("DROP TABLE " + index);
      sql(print(table));
    }
    sql(fmt::format("INSERT INTO {0} ({0}) VALUES ('rebuild')", index));
    again.notes = {
        fmt::format("{} no longer matches the content it was built from", stale.content)};
    again.tables = {table.name.text};
    again.written = stale.written;
    add(std::move(again));
  }
}

void SqliteEmitter::add(Action action) { script_.actions.push_back(std::move(action)); }

Action SqliteEmitter::action(Strategy strategy, std::string summary, std::string sql) const {
  Action result;
  result.strategy = strategy;
  result.summary = std::move(summary);
  result.statements.push_back({Statement::Kind::sql, std::move(sql), {}});
  result.written = written_;
  result.may_fail_alone = may_fail_alone_;
  return result;
}

void SqliteEmitter::set_legacy(bool on, Action& before) {
  if (legacy_ == on) return;
  legacy_ = on;
  before.statements.insert(
      before.statements.begin(),
      {Statement::Kind::sql, fmt::format("PRAGMA legacy_alter_table = {}", on ? "ON" : "OFF"), {}});
}

void SqliteEmitter::alter_with_all_readable(Action alter, const std::vector<schema::Id>& also) {
  std::vector<Statement> drops;
  std::vector<schema::Id> ids = unreadable(suspects(), *before_);
  for (const schema::Id& id : also)
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  for (const schema::Id& id : ids) {
    drops.push_back({Statement::Kind::sql,
                     fmt::format("DROP {} IF EXISTS {}",
                                 id.space == schema::Space::trigger ? "TRIGGER" : "VIEW",
                                 quote(schema::name_of(before_->find(id)->object))),
                     {}});
    set_aside_.push_back(id);
    touch(id.space, schema::name_of(before_->find(id)->object));
  }
  alter.statements.insert(alter.statements.begin(), drops.begin(), drops.end());
  set_legacy(false, alter);
  add(std::move(alter));
}

void SqliteEmitter::restore_set_aside(const schema::Schema& now) {
  std::vector<schema::Id> ids = std::exchange(set_aside_, {});
  std::stable_sort(ids.begin(), ids.end(), [&](const schema::Id& a, const schema::Id& b) {
    return a.space < b.space;  // views before the triggers on them
  });
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  for (const schema::Id& id : ids)
    if (const schema::Entry* entry = now.find(id))
      script_.actions.back().statements.push_back(
          {Statement::Kind::sql, print(entry->object, now), {}});
}

void SqliteEmitter::suspect_dependents(const source::Name& relation) {
  for (schema::Id& id : readers_of({schema::Space::relation, relation.key()}, *before_))
    suspects_.insert(std::move(id));
}

std::set<schema::Id> SqliteEmitter::suspects() const {
  std::set<schema::Id> all = suspects_;
  for (const schema::Id& table : altered_)
    for (schema::Id& id : readers_of(table, *before_)) all.insert(std::move(id));
  return all;
}

void SqliteEmitter::needs_foreign_keys_off(const std::string& what, const source::Name& table,
                                           const schema::Schema& now) {
  for (const schema::Entry* entry : now.dependents({schema::Space::relation, table.key()}))
    if (std::holds_alternative<ir::Table>(entry->object)) {
      script_.needs_foreign_keys_off.push_back(fmt::format("{} {}", what, table.text));
      return;
    }
}

}  // namespace migc::backends::sqlite
