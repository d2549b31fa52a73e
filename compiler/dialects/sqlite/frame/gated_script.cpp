#include "compiler/dialects/sqlite/frame/gated_script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/frame/bookkeeping.hpp"
#include "compiler/dialects/sqlite/frame/frame_writer.hpp"
#include "compiler/dialects/sqlite/frame/gate.hpp"
#include "compiler/dialects/sqlite/frame/own_names.hpp"
#include "compiler/dialects/sqlite/plan/probes.hpp"
#include "compiler/dialects/sqlite/plan/shape.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/dialects/sqlite/print/raw_sql.hpp"
#include "compiler/source/name.hpp"

namespace migc::backends::sqlite {

namespace {

/// Dropped by a name in quotes: cut off behind `DROP TABLE temp`, the statement would drop a table
/// of that name. An open quote is no statement at all. A temporary table comes first among those of
/// a name, so there has to be one: else the table would be somebody's own.
constexpr std::string_view make_any_gate = "CREATE TEMP TABLE IF NOT EXISTS _migc_gate (what)",
                           drop_gate = "DROP TABLE \"_migc_gate\"";

/// Where a plan stands in its script.
struct Turn {
  bool first = true;      ///< No plan before it has made the tables.
  bool scripted = false;  ///< It is one of several.
  std::string after{};    ///< The revision of the plan before it.
};

/// Builds the statements around a plan's own. Why each of them is there: compiler/README.md,
/// "The form for any program".
class Frame : private FrameWriter {
 public:
  Frame(const Plan& plan, const FrameOptions& options, const Turn& turn,
        const KnownRelations& known)
      : plan_(plan),
        options_(options),
        turn_(turn),
        book_(plan, options, Bookkeeping::Names::short_),
        comings_(plan.script),
        known_(known) {}

  std::vector<FramedStatement> build() {
    if (plan_.script.transactional) {
      open_gate();
      actions();
      probe();
      move_version();
      log("(SELECT at FROM temp._migc_gate WHERE what = 'start')", now);
      receipt();
      close_gate();
    } else {
      change_by_change();
    }
    return take();
  }

 private:
  [[nodiscard]] bool is_wrapped() const { return options_.runner == Runner::wrapped; }

  void begin() { add("BEGIN IMMEDIATE", false).role = FramedStatement::Role::begin; }
  void commit() { add("COMMIT", false).role = FramedStatement::Role::commit; }

  /// Each change is a transaction of its own, so that one that stops half-way, or is cut off, does
  /// nothing. Raw SQL is what cannot be in one.
  void change_by_change() {
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
    drop_any_gate();
    for (FramedStatement& statement : statements_) statement.guarded = false;
  }

  void drop_any_gate() {
    add(std::string(make_any_gate), false);
    add(std::string(drop_gate), false);
  }

  /// For clients that go on after errors: a revision of a script begins only when the one before it
  /// is done, in this very run.
  void begin_script() {
    if (!turn_.scripted) return;
    add("CREATE TEMP TABLE IF NOT EXISTS _migc_done (id INTEGER PRIMARY KEY, revision TEXT)",
        false);
    if (turn_.first) add("INSERT OR REPLACE INTO temp._migc_done VALUES (1, NULL)", false);
  }
  [[nodiscard]] std::string goes_on() const {
    return turn_.after.empty() ? ""
                               : fmt::format("\n  AND (SELECT revision FROM temp._migc_done) IS {}",
                                             literal(turn_.after));
  }
  void mark_done() {
    if (!turn_.scripted) return;
    add(fmt::format("INSERT OR REPLACE INTO temp._migc_done VALUES (1, {})",
                    literal(plan_.revision)))
        .guarded = true;
  }

  /// A program may commit what is done by then, whatever has failed.
  void pass(std::string_view what, std::string_view column, const std::string& condition) {
    FrameWriter::pass(what, column, condition, Fails::with_all);
  }

  /// Inside a transaction the pragma does nothing: a value that changes proves that there is none.
  void begin_alone() {
    FrameWriter::pass("alone", "ok_alone", "foreign_keys = 1 FROM temp.pragma_foreign_keys",
                      Fails::alone);
    statements_.back().in_transaction = false;
    add("PRAGMA foreign_keys = OFF", false);
    begin();
  }

  void begin_run() {
    if (is_wrapped())
      add("SAVEPOINT migc_run", false);
    else
      add("PRAGMA foreign_keys = ON", false);
    add("PRAGMA legacy_alter_table = OFF", false);
    add("PRAGMA ignore_check_constraints = OFF", false);
    begin_script();
    drop_any_gate();
    add(gate_table(plan_, options_), false);
    explain(statements_.size() - 1,
            "Checks before the first change: each adds a row to the check table");
    if (asks_shape()) create_shape_views();
    if (!is_wrapped()) begin_alone();
  }

  [[nodiscard]] bool asks_shape() const {
    return options_.drift == FrameOptions::Drift::asked && !plan_.script.guards.empty();
  }
  void create_shape_views() {
    for (const auto& [name, query] :
         {std::pair{"migc_text", text_query()}, std::pair{"migc_shape", shape_query()}})
      add(fmt::format("CREATE TEMP VIEW IF NOT EXISTS {} AS {}", name, query), false);
  }

  static std::string count_of(const std::string& table) {
    return fmt::format("(SELECT {})", orphans_in(table));
  }

  void open_gate() {
    begin_run();
    ask_start();
    if (options_.drift == FrameOptions::Drift::asked) ask_drift();
    for (const Script::ForeignKeys& keys : plan_.script.foreign_keys)
      pass("orphans in " + keys.table, "orphans",
           keys.before.empty() ? "0" : count_of(keys.before));
  }

  /// Whether the database is the right one, at the right revision, and foreign keys are off.
  void ask_start() {
    if (plan_.from_nothing)
      pass("nothing is there", "ok_managed", book_.is_empty());
    else if (begins(plan_))
      pass("no tables of others", "ok_managed", book_.is_managed());
    create_version_table();
    pass(
        "start", "ok_start",
        fmt::format(
            "\n      {}{}{}", book_.version_is(plan_.version.before), goes_on(),
            is_wrapped() ? "" : "\n  AND (SELECT foreign_keys FROM temp.pragma_foreign_keys) = 0"));
    create_log_table();
  }

  /// Whether anything that somebody has made by hand would be lost, or would break.
  void ask_drift() {
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

  void create_version_table() {
    if (plan_.version.before.empty()) add_bookkeeping(book_.create_version_table());
  }

  /// A database at a revision has the version table, but perhaps no log: Alembic keeps none.
  void create_log_table() {
    if (turn_.first && !plan_.log.empty()) add_bookkeeping(book_.create_log_table());
  }

  void add_bookkeeping(std::string sql, bool coupled = false) {
    FramedStatement& added = add(std::move(sql));
    added.strategy = Strategy::version;
    added.guarded = true;
    if (coupled && plan_.script.transactional) couple(added);
  }

  void log(std::string_view started, std::string_view finished) {
    if (!plan_.log.empty()) add_bookkeeping(book_.log(started, finished), true);
  }

  void finish_log() {
    if (!plan_.log.empty()) add_bookkeeping(book_.finish_log());
  }

  void actions() {
    std::size_t number = 0, asserts = 0;
    for (const Action& action : plan_.script.actions) {
      if (!couples(action, 0)) receipt();
      const std::size_t first = statements_.size();
      const bool apart = !plan_.script.transactional && !action.raw && !action.statements.empty();
      if (apart) begin();
      for (std::size_t at = 0; at < action.statements.size(); ++at) {
        const Statement& statement = action.statements[at];
        if (statement.kind == Statement::Kind::sql) {
          const bool coupled = couples(action, at);
          if (!coupled) receipt();
          precede(statement, number + 1);
          const bool named =
              !statement.named.empty() && options_.drift == FrameOptions::Drift::allowed;
          FramedStatement& added = add((named ? statement.named : statement.text) +
                                       (statement.if_passed ? " AND " + all_passed() : ""));
          added.guarded = !is_pragma(statement.text);
          added.reads = statement.reads;
          if (coupled) couple(added);
        } else if (statement.kind == Statement::Kind::count) {
          counted_ = fmt::format("{}. rows of {} before", number + 1, statement.otherwise);
          pass(counted_, "rows", statement.text);
        } else if (statement.kind == Statement::Kind::rows) {
          pass(fmt::format("{}. rows of {}", number + 1, statement.otherwise), "ok_rows",
               statement.text + as_counted() + while_legacy());
        } else {
          const std::size_t fails = number_of_condition(asserts++, statement);
          pass(fmt::format("assert {}", asserts), "ok_assert",
               fmt::format("CASE WHEN {} THEN 1 ELSE {} END", statement.text, fails));
        }
        statements_.back().written = action.written;
        statements_.back().strategy = action.strategy;
        statements_.back().in_transaction = plan_.script.transactional || apart;
        follow(statement, number + 1);
      }
      if (apart) commit();
      comment(action, ++number, first, place_text(action, plan_, options_));
    }
    receipt();
  }

  static bool is_pragma(std::string_view sql) { return sql.starts_with("PRAGMA "); }

  /// Whether a statement changes rows and nothing that is counted anywhere, so that a row of the
  /// gate has to stand or fall with it. Copies are counted.
  [[nodiscard]] bool couples(const Action& action, std::size_t at) const {
    if (!plan_.script.transactional || at >= action.statements.size()) return false;
    if (action.strategy == Strategy::metadata) return false;  // asks by itself
    const auto is = [&](std::size_t which, Statement::Kind kind) {
      return which < action.statements.size() && action.statements[which].kind == kind;
    };
    return is(at, Statement::Kind::sql) && !is(at + 1, Statement::Kind::rows) &&
           !is(at + 1, Statement::Kind::count) && fits_trigger(action.statements[at].text);
  }

  /// What is noted right before a statement, for what is asked behind it.
  void precede(const Statement& statement, std::size_t number) {
    if (plan_.script.transactional && !statement.redeclares.empty())
      pass(declared_before(statement, number), "declaration", declaration_of(statement.redeclares));
  }

  static std::string declared_before(const Statement& statement, std::size_t number) {
    return fmt::format("{}. declaration of {} before", number, statement.redeclares);
  }

  /// What is asked right behind a statement, since nothing at the end could tell that it failed.
  void follow(const Statement& statement, std::size_t number) {
    if (!plan_.script.transactional || statement.kind != Statement::Kind::sql) return;
    if (is_pragma(statement.text)) {
      legacy_ = statement.text == "PRAGMA legacy_alter_table = ON";
      was_legacy_ |= legacy_;
    } else if (const auto dropped = object_of(statement.text, "drop");
               dropped && comings_.returns(*dropped)) {
      pass(fmt::format("{}. {} is dropped", number, dropped->name), "ok_whole",
           fmt::format(
               "NOT EXISTS (SELECT 1 FROM main.sqlite_master WHERE type = {} AND lower(name) = "
               "{})",
               literal(dropped->type), literal(dropped->name)));
    } else if (statement.taken && comings_.returns(*statement.taken)) {
      const RemovedName& taken = *statement.taken;
      pass(fmt::format("{}. {}{} is gone", number, taken.table,
                       taken.column.empty() ? "" : "." + taken.column),
           "ok_whole", is_gone(taken));
    } else if (!statement.redeclares.empty()) {
      pass(fmt::format("{}. {} is declared anew", number, statement.redeclares), "ok_whole",
           fmt::format("{} IS NOT (SELECT declaration FROM temp._migc_gate WHERE what = {})",
                       declaration_of(statement.redeclares),
                       literal(declared_before(statement, number))));
    }
  }

  [[nodiscard]] std::string as_counted() {
    const std::string what = std::exchange(counted_, "");
    return what.empty()
               ? ""
               : " = (SELECT rows FROM temp._migc_gate WHERE what = " + literal(what) + ")";
  }

  [[nodiscard]] std::string while_legacy() const {
    return legacy_ ? "\n  AND (SELECT legacy_alter_table FROM temp.pragma_legacy_alter_table) = 1"
                   : "";
  }

  /// The record stands or falls with them.
  void probe() {
    if (options_.drift != FrameOptions::Drift::asked) return;
    const std::size_t first = statements_.size();
    for (Probe& probe : probes(plan_.script, known_)) {
      FramedStatement& added = add(std::move(probe.sql));
      added.role = FramedStatement::Role::probe;
      couple(added);
    }
    if (statements_.size() > first) explain(first, "Check that every new object works");
  }

  void move_version() {
    const std::size_t first = statements_.size();
    for (std::string& statement : book_.move_version()) add_bookkeeping(std::move(statement), true);
    explain(first, "Record the revision");
  }

  /// All rows of the gate are there, no new orphans, the schema is what was planned, the version
  /// row is the new one; or everything is rolled back. The last statements ask only what always
  /// exists: one that does not even prepare would roll nothing back.
  void close_gate() {
    const std::size_t first = statements_.size();
    for (const Script::ForeignKeys& keys : plan_.script.foreign_keys)
      pass("no new orphans in " + keys.table, "ok_foreign_keys",
           fmt::format("\n      {} <= (SELECT orphans FROM temp._migc_gate WHERE what = {})",
                       count_of(keys.table), literal("orphans in " + keys.table)));
    pass("end", "ok_whole", book_.version_is(plan_.version.after));
    explain(first, "Checks after the last change: if one is missing, everything is rolled back");
    std::string whole = "\n      " + all_passed();
    if (was_legacy_ && !legacy_)
      whole += "\n  AND (SELECT legacy_alter_table FROM temp.pragma_legacy_alter_table) = 0";
    for (const std::string& condition : comings_.conditions()) whole += "\n  AND " + condition;
    mark_done();
    FrameWriter::pass("whole", "ok_whole", whole, Fails::with_all);
    for (std::string& statement : book_.roll_back_unless_whole()) add(std::move(statement));
    if (is_wrapped())
      add("RELEASE migc_run", false);
    else
      commit();
    if (edits_declarations(plan_.script)) add("PRAGMA writable_schema = RESET", false);
    drop_any_gate();
  }

  const Plan& plan_;
  const FrameOptions& options_;
  const Turn& turn_;
  const Bookkeeping book_;
  const ObjectLifetimes comings_;
  const KnownRelations& known_;
  std::string counted_;  ///< The row of the gate with a number that is to be met.
  bool legacy_ = false, was_legacy_ = false;
};

/// Statements that stand or fall together, and with a row of the gate: the body of a trigger, which
/// SQLite runs as a part of the one statement that fires it.
std::string one_statement(std::span<const FramedStatement> statements, const std::string& gate) {
  std::string text =
      fmt::format("CREATE TEMP TRIGGER _migc_step AFTER UPDATE ON temp.{} BEGIN\n", gate);
  for (const FramedStatement& statement : statements) {
    if (&statement != &statements.front())  // the first one's stand before the trigger
      for (const std::string& line : statement.comment) text += "  -- " + line + "\n";
    text += "  " + statement.sql + ";\n";
  }
  return text + fmt::format(
                    "END;\nUPDATE temp.{} SET what = what WHERE what = 'start';\n"
                    "DROP TRIGGER temp._migc_step",
                    gate);
}

/// Only where a name stands as the script itself writes it: elsewhere it is a user's. In what a
/// plan has it is qualified.
void rename_own(FramedStatement& statement, const std::string& prefix) {
  constexpr std::array<std::string_view, 6> before_names = {
      "temp.",        "TABLE ",
      "TABLE \"",     "TABLE IF NOT EXISTS ",
      "INSERT INTO ", "sqlite_temp_master WHERE name = '"};
  const std::size_t places = statement.written.known() ? 1 : before_names.size();
  for (const std::string_view before : std::span(before_names).first(places))
    put_prefix(statement.sql, before, gate_names, prefix);
}

/// A savepoint before a statement keeps a client that goes on after errors out of autocommit when
/// SQLite has rolled back by itself; the gate then rolls back what such a client did.
class GatedScript final : public Framer {
 public:
  GatedScript(bool several, const FrameOptions& options)
      : options_(options), own_(options.own_prefix) {
    turn_.scripted = several;
  }

  void expect(const Plan& plan) override { own_.make_way_for(plan); }

  [[nodiscard]] std::vector<FramedStatement> opening() const override { return {}; }

  [[nodiscard]] std::vector<FramedStatement> next(const Plan& plan) override {
    own_.settle();
    std::vector<FramedStatement> statements = Frame(plan, options_, turn_, known_).build();
    if (!options_.any_start) known_.follow(plan.script);
    turn_.first = false;
    if (turn_.scripted) turn_.after = plan.revision;
    if (!own_.prefix().empty())
      for (FramedStatement& statement : statements) rename_own(statement, own_.prefix());
    return statements;
  }

  std::size_t print(std::span<const FramedStatement> statements, std::size_t at,
                    std::string& text) const override {
    const FramedStatement& statement = statements[at];
    for (const std::string& line : statement.comment) text += "-- " + line + "\n";
    if (statement.guarded && statement.in_transaction) text += "SAVEPOINT step; ";
    if (statement.coupled == FramedStatement::Coupled::no) {
      text += for_shell(statement.sql) + ";\n";
      return at + 1;
    }
    const std::size_t first = at;
    while (statements[at].coupled == FramedStatement::Coupled::with_next) ++at;
    text += one_statement(statements.subspan(first, at + 1 - first), own_.prefix() + "_migc_gate") +
            ";\n";
    return at + 1;
  }

 private:
  const FrameOptions options_;
  KnownRelations known_;
  OwnNames own_;
  Turn turn_;
};

}  // namespace

std::unique_ptr<Framer> gated_framer(bool several, const FrameOptions& options) {
  return std::make_unique<GatedScript>(several, options);
}

}  // namespace migc::backends::sqlite
