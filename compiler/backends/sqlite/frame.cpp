#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "compiler/backends/quote.hpp"
#include "compiler/backends/sqlite/print.hpp"
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
        log_table_(any_name(options.log_table)) {}

  std::vector<Framed> build() {
    if (plan_.script.transactional) {
      open_gate();
      actions();
      move_version();
      log("(SELECT at FROM temp._migc_gate WHERE what = 'start')", now);
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

  void open_gate() {
    if (is_wrapped())
      add("SAVEPOINT migc_run", false);
    else
      add("PRAGMA foreign_keys = OFF", false);
    add("PRAGMA legacy_alter_table = OFF", false);
    add("DROP TABLE IF EXISTS temp._migc_gate", false);
    add(gate_table(), false);
    if (!is_wrapped()) add("BEGIN IMMEDIATE", false);
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

  /// One named check for each way to fail: its name is the message that a reader gets.
  [[nodiscard]] std::string gate_table() const {
    const auto check = [](std::string_view column, const std::string& message) {
      return fmt::format(",\n  {0} DEFAULT 1 CONSTRAINT {1} CHECK ({0} IS 1)", column,
                         quoted(comment_line(message), '"'));
    };
    std::string text = "CREATE TEMP TABLE _migc_gate (\n  what TEXT PRIMARY KEY";
    if (!plan_.log.empty()) text += fmt::format(",\n  at TEXT DEFAULT ({})", now);
    if (!plan_.script.foreign_keys.empty()) text += ",\n  orphans INTEGER";
    text += check("ok_start", fmt::format("the database is not at {}: nothing was changed",
                                          rows_for_people(plan_.version.before)));
    if (copies_rows())
      text += check("ok_rows", "a copy has not as many rows as its table: nothing was changed");
    std::size_t number = 0;
    for (const Action& action : plan_.script.actions)
      for (const Statement& statement : action.statements)
        if (statement.kind == Statement::Kind::assert_)
          text += check(fmt::format("ok_assert_{}", ++number), statement.otherwise);
    if (!plan_.script.foreign_keys.empty())
      text += check("ok_foreign_keys", fmt::format("{} would leave rows without their parents: it "
                                                   "was rolled back",
                                                   plan_.revision));
    text +=
        check("ok_whole", fmt::format("{} did not run whole: it was rolled back", plan_.revision));
    return text + "\n)";
  }

  [[nodiscard]] bool copies_rows() const {
    for (const Action& action : plan_.script.actions)
      for (const Statement& statement : action.statements)
        if (statement.kind == Statement::Kind::rows) return true;
    return false;
  }

  static std::string rows_for_people(const std::vector<std::string>& rows) {
    std::string text;
    for (const std::string& row : rows) text += (text.empty() ? "" : ", ") + row;
    return text.empty() ? "base" : text;
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

  Framed& add_bookkeeping(std::string sql) {
    Framed& added = add(std::move(sql), plan_.script.transactional);
    added.strategy = Strategy::version;
    added.guarded = true;
    return added;
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
    add_bookkeeping(
        fmt::format("INSERT INTO {} (revision, event, started_at, finished_at, "
                    "checksum, tool, run_by, tag) VALUES{}",
                    log_table_, rows));
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
      const std::size_t first = statements_.size();
      for (const Statement& statement : action.statements) {
        if (statement.kind == Statement::Kind::sql) {
          add(statement.text).guarded = statement.text.rfind("PRAGMA ", 0) != 0;
          statements_.back().reads = statement.reads;
        } else if (statement.kind == Statement::Kind::rows) {
          pass(fmt::format("{}. rows of {}", number + 1, statement.otherwise), "ok_rows",
               statement.text);
        } else {
          ++asserts;
          pass(fmt::format("assert {}", asserts), fmt::format("ok_assert_{}", asserts),
               fmt::format("CASE WHEN {} THEN 1 ELSE 0 END", statement.text));
        }
        statements_.back().written = action.written;
        statements_.back().strategy = action.strategy;
        statements_.back().in_transaction = plan_.script.transactional;
      }
      comment(action, ++number, first);
    }
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
    }
    if (first < statements_.size()) statements_[first].comment = std::exchange(comments_, {});
  }

  /// All rows of the gate are there, no new orphans, the schema is what was planned, the version
  /// row is the new one; or everything is rolled back.
  void close_gate() {
    for (const Script::ForeignKeys& keys : plan_.script.foreign_keys)
      pass("no new orphans in " + keys.table, "ok_foreign_keys",
           fmt::format("\n      {} <= (SELECT orphans FROM temp._migc_gate WHERE what = {})",
                       orphans(keys.table), literal("orphans in " + keys.table)));
    std::string whole = fmt::format("\n      (SELECT count(*) FROM temp._migc_gate) = {}", passed_);
    whole += "\n  AND " + version_is(plan_.version.after);
    if (!plan_.log.empty())
      whole += fmt::format("\n  AND (SELECT revision FROM {} ORDER BY id DESC LIMIT 1) IS {}",
                           log_table_, literal(plan_.log.back().revision));
    for (const std::string& condition : outcome()) whole += "\n  AND " + condition;
    pass("whole", "ok_whole", whole, true);
    add(is_wrapped() ? "RELEASE migc_run" : "COMMIT", false);
    if (edits_declarations()) add("PRAGMA writable_schema = RESET", false);
    add("DROP TABLE temp._migc_gate", false);
  }

  [[nodiscard]] std::vector<std::string> outcome() const {
    using What = Script::Outcome::What;
    std::vector<std::string> conditions, names;
    std::string present, absent;
    std::size_t count = 0;
    for (const Script::Outcome& one : plan_.script.outcome) {
      if (one.what == What::column) {
        conditions.push_back(fmt::format(
            "{}EXISTS (SELECT 1 FROM pragma_table_xinfo({}) WHERE name = {} COLLATE NOCASE)",
            one.present ? "" : "NOT ", literal(one.table), literal(one.name)));
      } else if (one.present) {
        present += fmt::format("{}({}, {})", present.empty() ? "" : ",\n        ",
                               literal(type_word(one.what)), literal(source::fold(one.name)));
        ++count;
      } else {
        absent +=
            fmt::format("{}({}, {})", absent.empty() ? "" : ",\n        ",
                        one.what == What::trigger ? "1" : "0", literal(source::fold(one.name)));
      }
    }
    if (count > 0)
      conditions.push_back(
          fmt::format("(SELECT count(*) FROM sqlite_master WHERE (type, "
                      "lower(name)) IN (VALUES\n        {})) = {}",
                      present, count));
    if (!absent.empty())
      conditions.push_back(
          fmt::format("NOT EXISTS (SELECT 1 FROM sqlite_master WHERE (type = "
                      "'trigger', lower(name)) IN (VALUES\n        {}))",
                      absent));
    return conditions;
  }

  static std::string_view type_word(Script::Outcome::What what) {
    using What = Script::Outcome::What;
    switch (what) {
      case What::table:
        return "table";
      case What::view:
        return "view";
      case What::index:
        return "index";
      case What::trigger:
        return "trigger";
      case What::column:
        return "column";
    }
    return "";
  }

  /// UTC, with milliseconds.
  static constexpr std::string_view now = "strftime('%Y-%m-%d %H:%M:%f', 'now')";

  const Plan& plan_;
  const FrameOptions& options_;
  const std::string version_table_, log_table_;
  std::vector<Framed> statements_;
  std::vector<std::string> comments_;
  std::size_t passed_ = 0;
};

}  // namespace

std::vector<Framed> Sqlite::frame(const Plan& plan, const FrameOptions& options) const {
  return Frame(plan, options).build();
}

}  // namespace migc::backends::sqlite
