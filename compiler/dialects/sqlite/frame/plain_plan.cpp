#include "compiler/dialects/sqlite/frame/plain_plan.hpp"

#include <fmt/format.h>

#include <utility>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/frame/check_table.hpp"
#include "compiler/dialects/sqlite/frame/frame_writer.hpp"
#include "compiler/dialects/sqlite/plan/probes.hpp"
#include "compiler/dialects/sqlite/plan/shape.hpp"

namespace migc::backends::sqlite {

std::vector<FramedStatement> PlainPlan::build() && {
  begin();
  ask_start();
  if (asks_drift()) ask_drift();
  if (plan_.script.transactional) {
    count_orphans();
    actions();
    ask_end();
    if (asks_drift()) probe();
    record();
  } else {
    if (!plan_.log.empty()) book(book_.log(now, "NULL"));
    commit();
    actions();
    begin();
    move_version();
    if (!plan_.log.empty()) book(book_.finish_log());
    if (checks_.watches()) book(Bookkeeping::see());
  }
  commit();
  if (edits_declarations(plan_.script)) add(std::string(ends_edits)).in_transaction = false;
  return std::move(statements_);
}

FramedStatement& PlainPlan::add(std::string sql) {
  FramedStatement& added = statements_.emplace_back();
  added.sql = std::move(sql);
  added.comment = std::exchange(comment_, {});
  added.remark = std::exchange(remark_, {});
  return added;
}

void PlainPlan::control(std::string sql, FramedStatement::Role role) {
  FramedStatement& added = add(std::move(sql));
  added.in_transaction = false;
  added.role = role;
}

FramedStatement& PlainPlan::ask(std::string sql) {
  FramedStatement& added = add(std::move(sql));
  added.role = FramedStatement::Role::check;
  return added;
}

FramedStatement& PlainPlan::ask(Stop stop, const std::string& condition) {
  return ask(Checks::check(stop, condition));
}

void PlainPlan::ask_start() {
  if (plan_.from_nothing)
    ask(Stop::empty, book_.is_empty());
  else if (begins(plan_))
    ask(Stop::managed, book_.is_managed());
  if (plan_.version.before.empty()) book(book_.create_version_table());
  ask(Stop::start, checks_.watches() ? Bookkeeping::is_at(plan_.version.before)
                                     : book_.version_is(plan_.version.before));
  // A database at a revision has the version table, but perhaps no log: Alembic keeps none.
  if ((so_far_.is_empty || options_.any_start) && !plan_.log.empty())
    book(book_.create_log_table());
  if (so_far_.is_empty && checks_.watches()) book(book_.watch());
}

void PlainPlan::ask_drift() {
  for (const Script::Guard& guard : plan_.script.guards)
    if (!so_far_.known.has(guard.relation)) ask(Stop::shape, guard.condition);
  for (const Script::Gone& gone : plan_.script.gone) {
    if (gone.follows) continue;
    const Backend::Readers readers = readers_by_hand(gone);
    std::string condition = fmt::format("NOT EXISTS ({})", readers.views_and_triggers);
    if (!readers.tables.empty()) condition += fmt::format(" AND NOT EXISTS ({})", readers.tables);
    std::vector<std::string>& who = ask(Stop::readers, condition).who;
    who = {readers.views_and_triggers};
    if (!readers.tables.empty()) who.push_back(readers.tables);
  }
}

void PlainPlan::count_orphans() {
  for (const Script::ForeignKeys& keys : plan_.script.foreign_keys)
    if (!keys.before.empty()) ask(Checks::keep(keys.table, orphans_in(keys.before)));
}

void PlainPlan::ask_end() {
  for (const Script::ForeignKeys& keys : plan_.script.foreign_keys)
    ask(Stop::parents, fmt::format("(SELECT {}) <= {}", orphans_in(keys.table),
                                   keys.before.empty() ? "0" : Checks::kept(keys.table)))
        .orphans_of = keys.table;
  if (!may_differ(plan_.script)) return;
  for (const std::string& condition : ObjectLifetimes(plan_.script).conditions())
    ask(Stop::outcome, condition);
  ask(Stop::start, book_.version_is(plan_.version.before));
}

void PlainPlan::probe() {
  for (Probe& probe : probes(plan_.script, so_far_.known)) {
    FramedStatement& added = add(std::move(probe.sql));
    added.role = FramedStatement::Role::probe;
    added.remark = fmt::format("{} works", comment_line(probe.what));
  }
}

void PlainPlan::record() {
  move_version();
  if (!plan_.log.empty()) book(book_.log_run());
}

void PlainPlan::move_version() {
  for (std::string& statement : book_.move_version()) book(std::move(statement));
}

void PlainPlan::actions() {
  for (const Action& action : plan_.script.actions) {
    const bool apart = !plan_.script.transactional && !action.raw && !action.statements.empty();
    explain(action);
    if (apart) begin();
    for (const Statement& statement : action.statements) {
      const std::size_t first = statements_.size();
      write(statement);
      for (std::size_t at = first; at < statements_.size(); ++at) {
        statements_[at].written = action.written;
        statements_[at].strategy = action.strategy;
        statements_[at].in_transaction = plan_.script.transactional || apart;
      }
    }
    if (apart) commit();
  }
}

void PlainPlan::write(const Statement& statement) {
  using Kind = Statement::Kind;
  switch (statement.kind) {
    case Kind::sql: {
      const bool named = !statement.named.empty() && options_.drift == FrameOptions::Drift::allowed;
      if (statement.text == "PRAGMA legacy_alter_table = ON" &&
          !std::exchange(so_far_.has_told_of_legacy, true))
        remark_ = "references to the table keep its name";
      add(named ? statement.named : statement.text).reads = statement.reads;
      return;
    }
    case Kind::count:
      if (!Checks::counts(statement)) return;
      counted_ = "rows of " + statement.otherwise;
      ask(Checks::keep(counted_, statement.text));
      return;
    case Kind::rows: {
      if (!Checks::counts(statement)) return;
      const std::string what = std::exchange(counted_, "");
      ask(Stop::rows, statement.text + (what.empty() ? "" : " = " + Checks::kept(what)));
      return;
    }
    case Kind::assert_:
      ask(checks_.check(statement)).requirement = statement.requirement;
      return;
  }
}

void PlainPlan::explain(const Action& action) {
  const std::string place = place_text(action, plan_, options_);
  const bool again =
      action.written.known() && told_ == action.written.begin && summary_ == action.summary;
  told_ = action.written.begin;
  summary_ = action.summary;
  if (is_one_line(action)) {
    remark_ = place;
    return;
  }
  if (again) return;
  std::string line = comment_line(action.summary);
  if (!action.why.empty() && action.strategy != Strategy::native)
    line += "; " + comment_line(action.why);
  if (!place.empty()) line += fmt::format(" ({})", place);
  comment_.push_back(std::move(line));
  std::string notes;
  for (const std::string& note : action.notes)
    notes += (notes.empty() ? "" : "; ") + comment_line(note);
  if (!notes.empty()) comment_.push_back(std::move(notes));
}

bool PlainPlan::is_one_line(const Action& action) const {
  if (action.raw || !action.notes.empty() || action.statements.size() != 1) return false;
  const Statement& only = action.statements.front();
  return comment_.empty() && only.kind == Statement::Kind::sql &&
         only.text.find('\n') == std::string::npos && only.text.find("--") == std::string::npos;
}

}  // namespace migc::backends::sqlite
