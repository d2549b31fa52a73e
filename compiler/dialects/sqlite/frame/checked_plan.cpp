#include "compiler/dialects/sqlite/frame/checked_plan.hpp"

#include <fmt/format.h>

#include <utility>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/plan/shape.hpp"

namespace migc::backends::sqlite {

namespace {

/// Dropped by a name in quotes: cut off behind `DROP TABLE temp`, the statement would drop a table
/// of that name. An open quote is no statement at all. A temporary table comes first among those of
/// a name, so there has to be one: else the table would be somebody's own.
constexpr std::string_view make_any_gate = "CREATE TEMP TABLE IF NOT EXISTS _migc_checks (what)",
                           drop_gate = "DROP TABLE \"_migc_checks\"";

}  // namespace

std::vector<FramedStatement> CheckedPlan::build() {
  if (plan_.script.transactional) {
    open_check_table();
    actions();
    probe();
    move_version();
    log("(SELECT at FROM temp._migc_checks WHERE what = 'start')", now);
    receipt();
    close_check_table();
  } else {
    change_by_change();
  }
  return take();
}

void CheckedPlan::change_by_change() {
  begin_run();
  ask_start();
  if (options_.drift == FrameOptions::Drift::asked) ask_drift();
  log(now, "NULL");
  commit();
  actions();
  begin();
  move_version();
  finish_log();
  mark_done();
  commit();
  drop_any_check_table();
  for (FramedStatement& statement : statements_) statement.guarded = false;
}

void CheckedPlan::drop_any_check_table() {
  add(std::string(make_any_gate), false);
  add(std::string(drop_gate), false);
}

void CheckedPlan::begin_script() {
  if (!turn_.scripted) return;
  add("CREATE TEMP TABLE IF NOT EXISTS _migc_done (id INTEGER PRIMARY KEY, revision TEXT)", false);
  if (turn_.first) add("INSERT OR REPLACE INTO temp._migc_done VALUES (1, NULL)", false);
}

std::string CheckedPlan::goes_on() const {
  return turn_.after.empty() ? ""
                             : fmt::format("\n  AND (SELECT revision FROM temp._migc_done) IS {}",
                                           literal(turn_.after));
}

void CheckedPlan::mark_done() {
  if (!turn_.scripted) return;
  add(fmt::format("INSERT OR REPLACE INTO temp._migc_done VALUES (1, {})", literal(plan_.revision)))
      .guarded = true;
}

void CheckedPlan::pass(std::string_view what, std::string_view column,
                       const std::string& condition) {
  FrameWriter::pass(what, column, condition, Fails::with_all);
}

void CheckedPlan::begin_alone() {
  FrameWriter::pass("alone", "ok_alone", "foreign_keys = 1 FROM temp.pragma_foreign_keys",
                    Fails::alone);
  statements_.back().in_transaction = false;
  add("PRAGMA foreign_keys = OFF", false);
  begin();
}

void CheckedPlan::begin_run() {
  if (is_wrapped())
    add("SAVEPOINT migc_run", false);
  else
    add("PRAGMA foreign_keys = ON", false);
  add("PRAGMA legacy_alter_table = OFF", false);
  add("PRAGMA ignore_check_constraints = OFF", false);
  begin_script();
  drop_any_check_table();
  add(check_table_of(plan_, options_), false);
  explain(statements_.size() - 1,
          "Checks before the first change: each adds a row to the check table");
  if (asks_shape()) create_shape_views();
  if (!is_wrapped()) begin_alone();
}

bool CheckedPlan::asks_shape() const {
  return options_.drift == FrameOptions::Drift::asked && !plan_.script.guards.empty();
}

void CheckedPlan::create_shape_views() {
  for (const auto& [name, query] :
       {std::pair{"migc_text", text_query()}, std::pair{"migc_shape", shape_query()}})
    add(fmt::format("CREATE TEMP VIEW IF NOT EXISTS {} AS {}", name, query), false);
}

std::string CheckedPlan::count_of(const std::string& table) {
  return fmt::format("(SELECT {})", orphans_in(table));
}

void CheckedPlan::open_check_table() {
  begin_run();
  ask_start();
  if (options_.drift == FrameOptions::Drift::asked) ask_drift();
  for (const Script::ForeignKeys& keys : plan_.script.foreign_keys)
    pass("orphans in " + keys.table, "orphans", keys.before.empty() ? "0" : count_of(keys.before));
}

void CheckedPlan::ask_start() {
  if (plan_.from_nothing)
    pass("nothing is there", "ok_managed", book_.is_empty());
  else if (begins(plan_))
    pass("no tables of others", "ok_managed", book_.is_managed());
  create_version_table();
  pass("start", "ok_start",
       fmt::format(
           "\n      {}{}{}", book_.version_is(plan_.version.before), goes_on(),
           is_wrapped() ? "" : "\n  AND (SELECT foreign_keys FROM temp.pragma_foreign_keys) = 0"));
  create_log_table();
}

void CheckedPlan::ask_drift() {
  for (const Script::Guard& guard : plan_.script.guards)
    pass(fmt::format("{} {} is as planned", guard.object.type, guard.object.name), "ok_shape",
         "\n      " + guard.condition);
  std::size_t number = 0;
  for (const Script::Gone& gone : plan_.script.gone) {
    if (gone.follows) continue;
    const Backend::Readers readers = readers_by_hand(gone);
    std::string condition = fmt::format("\n      NOT EXISTS ({})", readers.views_and_triggers);
    if (!readers.tables.empty())
      condition += fmt::format("\n  AND NOT EXISTS ({})", readers.tables);
    pass(fmt::format("{}. nothing else reads {}{}{}", ++number, gone.name,
                     gone.column.empty() ? "" : ".", gone.column),
         "ok_readers", condition);
  }
}

void CheckedPlan::create_version_table() {
  if (plan_.version.before.empty()) add_bookkeeping(book_.create_version_table());
}

void CheckedPlan::create_log_table() {
  if (turn_.first && !plan_.log.empty()) add_bookkeeping(book_.create_log_table());
}

void CheckedPlan::add_bookkeeping(std::string sql, bool coupled) {
  FramedStatement& added = add(std::move(sql));
  added.strategy = Strategy::version;
  added.guarded = true;
  if (coupled && plan_.script.transactional) couple(added);
}

void CheckedPlan::log(std::string_view started, std::string_view finished) {
  if (!plan_.log.empty()) add_bookkeeping(book_.log(started, finished), true);
}

void CheckedPlan::finish_log() {
  if (!plan_.log.empty()) add_bookkeeping(book_.finish_log());
}

void CheckedPlan::move_version() {
  const std::size_t first = statements_.size();
  for (std::string& statement : book_.move_version()) add_bookkeeping(std::move(statement), true);
  explain(first, "Record the revision");
}

void CheckedPlan::close_check_table() {
  const std::size_t first = statements_.size();
  for (const Script::ForeignKeys& keys : plan_.script.foreign_keys)
    pass("no new orphans in " + keys.table, "ok_foreign_keys",
         fmt::format("\n      {} <= (SELECT orphans FROM temp._migc_checks WHERE what = {})",
                     count_of(keys.table), literal("orphans in " + keys.table)));
  pass("end", "ok_whole", book_.version_is(plan_.version.after));
  explain(first, "Checks after the last change: if one is missing, everything is rolled back");
  std::string whole = "\n      " + all_passed();
  if (was_legacy_ && !legacy_)
    whole += "\n  AND (SELECT legacy_alter_table FROM temp.pragma_legacy_alter_table) = 0";
  for (const std::string& condition : lifetimes_.conditions()) whole += "\n  AND " + condition;
  mark_done();
  FrameWriter::pass("whole", "ok_whole", whole, Fails::with_all);
  for (std::string& statement : book_.roll_back_unless_whole()) add(std::move(statement));
  if (is_wrapped())
    add("RELEASE migc_run", false);
  else
    commit();
  if (edits_declarations(plan_.script)) add("PRAGMA writable_schema = RESET", false);
  drop_any_check_table();
}

}  // namespace migc::backends::sqlite
