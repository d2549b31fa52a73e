#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "compiler/backends/quote.hpp"
#include "compiler/backends/sqlite/gate.hpp"
#include "compiler/backends/sqlite/print.hpp"
#include "compiler/backends/sqlite/raw_sql.hpp"
#include "compiler/backends/sqlite/sqlite.hpp"

namespace migc::backends::sqlite {

namespace {

/// A name that no grammar has read: settings may call their tables anything.
std::string any_name(std::string_view name) {
  const bool odd = std::any_of(name.begin(), name.end(), [](char c) {
    return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_';
  });
  const bool digit = !name.empty() && name.front() >= '0' && name.front() <= '9';
  return quote(source::Name{std::string(name), odd || digit, {}, {}});
}

std::string literals(const std::vector<std::string>& values, std::string_view open,
                     std::string_view close) {
  std::string text;
  for (const std::string& value : values)
    text += fmt::format("{}{}{}{}", text.empty() ? "" : ", ", open, literal(value), close);
  return text;
}

/// Builds the statements around a plan's own. Why each of them is there: compiler/README.md,
/// "The script that fails closed".
class Frame {
 public:
  Frame(const Plan& plan, const FrameOptions& options)
      : plan_(plan),
        options_(options),
        version_table_(any_name(options.version_table)),
        log_table_(any_name(options.log_table)),
        comings_(plan.script) {}

  std::vector<Framed> build() {
    if (plan_.script.transactional) {
      open_gate();
      actions();
      move_version();
      log("(SELECT at FROM temp._migc_gate WHERE what = 'start')", now);
      receipt();
      close_gate();
    } else {
      create_tables();
      log(now, "NULL");
      actions();
      move_version();
      finish_log();
    }
    return std::move(statements_);
  }

 private:
  Framed& add(std::string sql, bool in_transaction = true) {
    statements_.push_back({std::move(sql), {}, {}, in_transaction, Strategy::check, {}, false});
    return statements_.back();
  }

  [[nodiscard]] bool is_wrapped() const { return options_.runner == Runner::wrapped; }

  /// Inside a transaction the pragma does nothing: a value that changes proves that there is none.
  void begin_alone() {
    pass("alone", "ok_alone", "foreign_keys = 1 FROM pragma_foreign_keys");
    statements_.back().in_transaction = false;
    add("PRAGMA foreign_keys = OFF", false);
    add("BEGIN IMMEDIATE", false);
  }

  void open_gate() {
    if (is_wrapped())
      add("SAVEPOINT migc_run", false);
    else
      add("PRAGMA foreign_keys = ON", false);
    add("PRAGMA legacy_alter_table = OFF", false);
    add("DROP TABLE IF EXISTS temp._migc_gate", false);
    add(gate_table(plan_, options_), false);
    if (!is_wrapped()) begin_alone();
    if (plan_.from_nothing)
      pass("nothing is there", "ok_managed", empty());
    else if (begins(plan_))
      pass("no tables of others", "ok_managed", managed());
    create_tables();
    pass("start", "ok_start",
         fmt::format(
             "\n      {}{}", version_is(plan_.version.before),
             is_wrapped() ? "" : "\n  AND (SELECT foreign_keys FROM pragma_foreign_keys) = 0"));
    for (const Script::ForeignKeys& keys : plan_.script.foreign_keys) {
      ++passed_;
      add(fmt::format("INSERT INTO temp._migc_gate (what, orphans) SELECT {}, {}",
                      literal("orphans in " + keys.table),
                      keys.before.empty() ? "0" : orphans(keys.before)));
    }
  }

  /// The condition that the version table holds exactly these rows.
  [[nodiscard]] std::string version_is(const std::vector<std::string>& rows) const {
    if (rows.empty()) return fmt::format("(SELECT count(*) FROM {}) = 0", version_table_);
    if (rows.size() == 1)
      return fmt::format("(SELECT group_concat(version_num) FROM {}) IS {}", version_table_,
                         literal(rows[0]));
    return fmt::format(
        "(SELECT count(*) FROM {0}) = {1} AND (SELECT count(*) FROM {0} WHERE "
        "version_num IN ({2})) = {1}",
        version_table_, rows.size(), literals(rows, "", ""));
  }

  /// A database with tables and without a version table was made by somebody else.
  [[nodiscard]] std::string managed() const {
    return fmt::format(
        "\n      EXISTS (SELECT 1 FROM sqlite_master WHERE lower(name) = {})\n   OR {}",
        literal(source::fold(options_.version_table)),
        no_tables("<> " + literal(source::fold(options_.log_table))));
  }

  /// Nothing is in the database but what migc keeps of it.
  [[nodiscard]] std::string empty() const {
    return "\n      " +
           no_tables(fmt::format("NOT IN ({}, {})", literal(source::fold(options_.version_table)),
                                 literal(source::fold(options_.log_table))));
  }

  [[nodiscard]] static std::string no_tables(const std::string& named) {
    return fmt::format(
        "NOT EXISTS (SELECT 1 FROM sqlite_master WHERE type IN ('table', 'view') AND\n        "
        "lower(name) {} AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\')",
        named);
  }

  /// A database at a revision has the version table, but perhaps no log: Alembic keeps none.
  void create_tables() {
    if (plan_.version.before.empty())
      add_bookkeeping(
          fmt::format("CREATE TABLE IF NOT EXISTS {} (\n"
                      "  version_num VARCHAR(255) NOT NULL,\n"
                      "  PRIMARY KEY (version_num)\n)",
                      version_table_));
    if (options_.first && !plan_.log.empty())
      add_bookkeeping(
          fmt::format("CREATE TABLE IF NOT EXISTS {} (\n"
                      "  id INTEGER PRIMARY KEY,\n"
                      "  revision VARCHAR(255) NOT NULL,\n"
                      "  event VARCHAR(9) NOT NULL,\n"
                      "  started_at VARCHAR(23) NOT NULL,\n"
                      "  finished_at VARCHAR(23),\n"
                      "  checksum VARCHAR(32) NOT NULL,\n"
                      "  tool VARCHAR(50) NOT NULL,\n"
                      "  run_by VARCHAR(255),\n"
                      "  tag VARCHAR(255)\n)",
                      log_table_));
  }

  Framed& add_bookkeeping(std::string sql, bool coupled = false) {
    Framed& added = add(std::move(sql), plan_.script.transactional);
    added.strategy = Strategy::version;
    added.guarded = true;
    if (coupled && plan_.script.transactional) couple(added);
    return added;
  }

  static void couple(Framed& statement) {
    statement.coupled = Framed::Coupled::with_next;
    statement.guarded = true;
  }

  /// The row of the gate that the coupled statements before it stand or fall with.
  void receipt() {
    if (statements_.empty() || statements_.back().coupled != Framed::Coupled::with_next) return;
    ++passed_;
    add(fmt::format("INSERT INTO _migc_gate (what) VALUES ('rows changed, {}')", ++receipts_))
        .coupled = Framed::Coupled::last;
  }

  /// A line in the log for each revision that the plan is about.
  void log(std::string_view started, std::string_view finished) {
    if (plan_.log.empty()) return;
    std::string rows;
    const auto optional = [](const std::optional<std::string>& text) {
      return text ? literal(*text) : "NULL";
    };
    for (const LogEntry& entry : plan_.log)
      rows += fmt::format("{}\n  ({}, {}, {}, {}, {}, {}, {}, {})", rows.empty() ? "" : ",",
                          literal(entry.revision), literal(entry.event), started, finished,
                          literal(entry.checksum), literal(options_.tool),
                          optional(options_.run_by), optional(options_.tag));
    add_bookkeeping(fmt::format("INSERT INTO {} (revision, event, started_at, finished_at, "
                                "checksum, tool, run_by, tag) VALUES{}",
                                log_table_, rows),
                    true);
  }

  /// What is logged before it is done, since it may stop half-way, is now done.
  void finish_log() {
    if (!plan_.log.empty())
      add_bookkeeping(
          fmt::format("UPDATE {0} SET finished_at = {1} WHERE id > (SELECT max(id) - "
                      "{2} FROM {0})",
                      log_table_, now, plan_.log.size()));
  }

  /// What a connection believes of an edited schema outlives a rollback.
  [[nodiscard]] bool edits_declarations() const {
    const std::vector<Action>& all = plan_.script.actions;
    return std::any_of(all.begin(), all.end(),
                       [](const Action& action) { return action.strategy == Strategy::metadata; });
  }

  /// A row for the gate, which its check turns away when the condition does not hold.
  void pass(std::string_view what, std::string_view column, const std::string& condition,
            bool last = false) {
    ++passed_;
    add(fmt::format("INSERT {}INTO temp._migc_gate (what, {}) SELECT {},{}{}",
                    last ? "OR ROLLBACK " : "", column, literal(what),
                    condition.front() == '\n' ? "" : " ", condition));
  }

  [[nodiscard]] static std::string orphans(const std::string& table) {
    return fmt::format("(SELECT count(*) FROM pragma_foreign_key_check({}))", literal(table));
  }

  void actions() {
    std::size_t number = 0, asserts = 0;
    for (const Action& action : plan_.script.actions) {
      if (!couples(action, 0)) receipt();
      const std::size_t first = statements_.size();
      for (std::size_t at = 0; at < action.statements.size(); ++at) {
        const Statement& statement = action.statements[at];
        if (statement.kind == Statement::Kind::sql) {
          const bool coupled = couples(action, at);
          if (!coupled) receipt();
          Framed& added = add(statement.text);
          added.guarded = !is_pragma(statement.text);
          added.reads = statement.reads;
          if (coupled) couple(added);
        } else if (statement.kind == Statement::Kind::rows) {
          pass(fmt::format("{}. rows of {}", number + 1, statement.otherwise), "ok_rows",
               statement.text + while_legacy());
        } else {
          ++asserts;
          pass(fmt::format("assert {}", asserts), fmt::format("ok_assert_{}", asserts),
               fmt::format("CASE WHEN {} THEN 1 ELSE 0 END", statement.text));
        }
        statements_.back().written = action.written;
        statements_.back().strategy = action.strategy;
        statements_.back().in_transaction = plan_.script.transactional;
        follow(statement, number + 1);
      }
      comment(action, ++number, first);
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
           fits_trigger(action.statements[at].text);
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
           fmt::format("NOT EXISTS (SELECT 1 FROM sqlite_master WHERE type = {} AND lower(name) = "
                       "{})",
                       literal(dropped->type), literal(dropped->name)));
    }
  }

  [[nodiscard]] std::string while_legacy() const {
    return legacy_ ? "\n  AND (SELECT legacy_alter_table FROM pragma_legacy_alter_table) = 1" : "";
  }

  /// What a reviewer should know stands before the action's first statement, or, where it has none,
  /// before the next.
  void comment(const Action& action, std::size_t number, std::size_t first) {
    std::vector<std::string> lines = std::exchange(comments_, {});
    lines.push_back(fmt::format("{}. {}", number, comment_line(action.summary)));
    if (!action.why.empty())
      lines.push_back(fmt::format("   {}: {}", word(action.strategy), comment_line(action.why)));
    for (const std::string& note : action.notes) lines.push_back("   " + comment_line(note));
    if (first < statements_.size())
      statements_[first].comment = std::move(lines);
    else
      comments_ = std::move(lines);
  }

  void move_version() {
    std::vector<std::string> gone, come;
    const auto& [before, after] = plan_.version;
    std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                        std::back_inserter(gone));
    std::set_difference(after.begin(), after.end(), before.begin(), before.end(),
                        std::back_inserter(come));
    const std::size_t first = statements_.size();
    if (gone.size() == 1 && come.size() == 1) {
      add(fmt::format("UPDATE {} SET version_num = {} WHERE version_num = {}", version_table_,
                      literal(come[0]), literal(gone[0])));
    } else {
      if (!gone.empty())
        add(fmt::format("DELETE FROM {} WHERE version_num IN ({})", version_table_,
                        literals(gone, "", "")));
      if (!come.empty())
        add(fmt::format("INSERT INTO {} (version_num) VALUES {}", version_table_,
                        literals(come, "(", ")")));
    }
    for (std::size_t at = first; at < statements_.size(); ++at) {
      statements_[at].strategy = Strategy::version;
      statements_[at].guarded = true;
      statements_[at].in_transaction = plan_.script.transactional;
      if (plan_.script.transactional) couple(statements_[at]);
    }
    if (first < statements_.size()) statements_[first].comment = std::exchange(comments_, {});
  }

  /// All rows of the gate are there, no new orphans, the schema is what was planned, the version
  /// row is the new one; or everything is rolled back. The last two statements ask only what
  /// always exists: one that does not even prepare would roll nothing back.
  void close_gate() {
    for (const Script::ForeignKeys& keys : plan_.script.foreign_keys)
      pass("no new orphans in " + keys.table, "ok_foreign_keys",
           fmt::format("\n      {} <= (SELECT orphans FROM temp._migc_gate WHERE what = {})",
                       orphans(keys.table), literal("orphans in " + keys.table)));
    pass("end", "ok_whole", version_is(plan_.version.after));
    std::string whole = fmt::format("\n      (SELECT count(*) FROM temp._migc_gate) = {}", passed_);
    if (was_legacy_ && !legacy_)
      whole += "\n  AND (SELECT legacy_alter_table FROM pragma_legacy_alter_table) = 0";
    for (const std::string& condition : comings_.conditions()) whole += "\n  AND " + condition;
    pass("whole", "ok_whole", whole, true);
    add(fmt::format(
        "INSERT OR ROLLBACK INTO {} (version_num) SELECT NULL WHERE NOT EXISTS (SELECT 1 "
        "FROM sqlite_temp_master WHERE name = '_migc_gate')",
        version_table_));
    add(is_wrapped() ? "RELEASE migc_run" : "COMMIT", false);
    if (edits_declarations()) add("PRAGMA writable_schema = RESET", false);
    add("DROP TABLE temp._migc_gate", false);
  }

  const Plan& plan_;
  const FrameOptions& options_;
  const std::string version_table_, log_table_;
  const Comings comings_;
  std::vector<Framed> statements_;
  std::vector<std::string> comments_;
  std::size_t passed_ = 0, receipts_ = 0;
  bool legacy_ = false, was_legacy_ = false;
};

}  // namespace

std::vector<Framed> Sqlite::frame(const Plan& plan, const FrameOptions& options) const {
  return Frame(plan, options).build();
}

}  // namespace migc::backends::sqlite
