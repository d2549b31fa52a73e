#include "compiler/dialects/sqlite/plan/block_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "compiler/backends/refusal.hpp"
#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/sql/resolve.hpp"

namespace migc::backends::sqlite {

namespace {

/// Whether what a run becomes reads more than its own table.
bool looks_beyond(const TableRun& run) {
  return run.reads_others ||
         std::any_of(run.native.begin(), run.native.end(),
                     [](const TableRun::Native& native) { return native.reads_schema; });
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

}  // namespace

void BlockPlan::begin(const ir::Step& step, const schema::Schema& before) {
  if (!started_) {
    suspects_ = before.dangling;
    expectations.begin(before);
    started_ = true;
  }
  restore_set_aside(before);
  requirements.step(step, before);
  read_losses();
  written_ = step.written;
  may_fail_alone_ = ir::allows(step, "uncoupled");
  before_ = &before;
  if (ir::allows(step, "broken_object")) expectations.allow_broken();
}

void BlockPlan::read_losses() {
  losses.clear();
  for (const std::size_t number : requirements.losses()) {
    const auto required = std::make_shared<const Requirement>(requirements.get(number));
    Statement check{Statement::Kind::assert_, required->none, refusal_in_words(*required)};
    check.requirement = required;
    losses.push_back({number, std::move(check)});
  }
}

Script BlockPlan::finish(const schema::Schema& after) {
  if (legacy_) {
    Action last = action(Strategy::native, "restore the default ALTER TABLE", "");
    last.statements.clear();
    set_legacy(false, last);
    script_.actions.back().statements.push_back(last.statements.front());
  }
  script_.foreign_keys = footprint.foreign_keys(after);
  script_.outcome = footprint.outcome(after);
  expectations.finish(after, script_);
  requirements.finish(after, script_);
  return std::move(script_);
}

TableRun* BlockPlan::open_run(const source::Name& table) {
  const auto found = std::find_if(runs_.begin(), runs_.end(),
                                  [&](const TableRun& run) { return same(run.name, table); });
  return found == runs_.end() ? nullptr : &*found;
}

TableRun& BlockPlan::run_over(const source::Name& table) {
  if (open_run(table) == nullptr) {
    if (std::any_of(runs_.begin(), runs_.end(),
                    [](const TableRun& run) { return run.reads_others; }))
      flush(*before_);
    runs_.push_back(begin_run(*before_->table(table), *before_, written_));
  }
  touch(schema::Space::relation, table);
  altered_.insert({schema::Space::relation, table.key()});
  stale.watch(*before_->table(table), *before_);
  return *open_run(table);
}

bool BlockPlan::would_overtake(const source::Name& table) const {
  return !runs_.empty() && !same(runs_.back().name, table);
}

/// Not when the relation itself is held back, or a statement that is would read it: it was found
/// possible with the relation there.
bool BlockPlan::may_go_first(const source::Name& relation) const {
  return behind_runs_.empty() && std::none_of(runs_.begin(), runs_.end(), [&](const TableRun& run) {
           return same(run.name, relation) || looks_beyond(run);
         });
}

void BlockPlan::flush(const schema::Schema& now) {
  for (const TableRun& run : std::exchange(runs_, {})) write(run, now);
  for (Action& action : std::exchange(behind_runs_, {})) add(std::move(action));
}

void BlockPlan::flush_seen_by(const ir::Expression& statement) {
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
    if (is_named && (minds || !run.waits() || options.metadata)) {
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

void BlockPlan::flush_if_reading_others(const source::Name& table,
                                        const ir::Expression& expression) {
  for (const std::string& key : sql::relations_named(expression, rules()))
    if (key != table.key()) return hold_back_alone(table);
}

void BlockPlan::hold_back_alone(const source::Name& table) {
  if (runs_.size() > 1 || would_overtake(table) || !behind_runs_.empty()) flush(*before_);
  run_over(table).reads_others = true;
}

void BlockPlan::begin_created(TableRun run) { runs_.push_back(std::move(run)); }

void BlockPlan::add_after_runs(Action action) {
  if (runs_.empty())
    add(std::move(action));
  else
    behind_runs_.push_back(std::move(action));
}

void BlockPlan::add(Action action) { script_.actions.push_back(std::move(action)); }

Action BlockPlan::action(Strategy strategy, std::string summary, std::string sql) const {
  Action result;
  result.strategy = strategy;
  result.summary = std::move(summary);
  result.statements.push_back({Statement::Kind::sql, std::move(sql), {}});
  result.written = written_;
  result.may_fail_alone = may_fail_alone_;
  return result;
}

void BlockPlan::needs_foreign_keys_off(const std::string& what, const source::Name& table,
                                       const schema::Schema& now) {
  for (const schema::Entry* entry : now.dependents({schema::Space::relation, table.key()}))
    if (std::holds_alternative<ir::Table>(entry->object)) {
      script_.needs_foreign_keys_off.push_back(fmt::format("{} {}", what, table.text));
      return;
    }
}

}  // namespace migc::backends::sqlite
