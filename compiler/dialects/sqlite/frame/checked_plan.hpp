#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/dialects/sqlite/frame/bookkeeping.hpp"
#include "compiler/dialects/sqlite/frame/check_table.hpp"
#include "compiler/dialects/sqlite/frame/frame_writer.hpp"
#include "compiler/dialects/sqlite/plan/known.hpp"

namespace migc::backends::sqlite {

/// Where a plan stands in its script.
struct Turn {
  bool first = true;      ///< No plan before it has made the tables.
  bool scripted = false;  ///< It is one of several.
  std::string after{};    ///< The revision of the plan before it.
};

/// Builds the statements around a plan's own. Why each of them is there: compiler/README.md,
/// "The form for any program".
class CheckedPlan : private FrameWriter {
 public:
  CheckedPlan(const Plan& plan, const FrameOptions& options, const Turn& turn,
              const KnownRelations& known)
      : plan_(plan),
        options_(options),
        turn_(turn),
        book_(plan, options, Bookkeeping::Names::short_),
        lifetimes_(plan.script),
        known_(known) {}

  std::vector<FramedStatement> build();

 private:
  [[nodiscard]] bool is_wrapped() const { return options_.runner == Runner::wrapped; }

  void begin() { add("BEGIN IMMEDIATE", false).role = FramedStatement::Role::begin; }
  void commit() { add("COMMIT", false).role = FramedStatement::Role::commit; }

  /// Each change is a transaction of its own, so that one that stops half-way, or is cut off, does
  /// nothing. Raw SQL is what cannot be in one.
  void change_by_change();

  void drop_any_check_table();

  /// For clients that go on after errors: a revision of a script begins only when the one before it
  /// is done, in this very run.
  void begin_script();
  [[nodiscard]] std::string goes_on() const;
  void mark_done();

  /// A program may commit what is done by then, whatever has failed.
  void pass(std::string_view what, std::string_view column, const std::string& condition);

  /// Inside a transaction the pragma does nothing: a value that changes proves that there is none.
  void begin_alone();

  void begin_run();

  [[nodiscard]] bool asks_shape() const;
  void create_shape_views();

  static std::string count_of(const std::string& table);

  void open_check_table();

  /// Whether the database is the right one, at the right revision, and foreign keys are off.
  void ask_start();

  /// Whether anything that somebody has made by hand would be lost, or would break.
  void ask_drift();

  void create_version_table();

  /// A database at a revision has the version table, but perhaps no log: Alembic keeps none.
  void create_log_table();

  void add_bookkeeping(std::string sql, bool coupled = false);

  void log(std::string_view started, std::string_view finished);

  void finish_log();

  void actions();

  static bool is_pragma(std::string_view sql) { return sql.starts_with("PRAGMA "); }

  /// Whether a statement changes rows and nothing that is counted anywhere, so that a row of the
  /// check table has to stand or fall with it. Copies are counted.
  [[nodiscard]] bool couples(const Action& action, std::size_t at) const;

  /// What is noted right before a statement, for what is asked behind it.
  void precede(const Statement& statement, std::size_t number);

  static std::string declared_before(const Statement& statement, std::size_t number);

  /// What is asked right behind a statement, since nothing at the end could tell that it failed.
  void follow(const Statement& statement, std::size_t number);

  [[nodiscard]] std::string as_counted();

  [[nodiscard]] std::string while_legacy() const;

  /// The record stands or falls with them.
  void probe();

  void move_version();

  /// All rows of the check table are there, no new orphans, the schema is what was planned, the
  /// version row is the new one; or everything is rolled back. The last statements ask only what
  /// always exists: one that does not even prepare would roll nothing back.
  void close_check_table();

  const Plan& plan_;
  const FrameOptions& options_;
  const Turn& turn_;
  const Bookkeeping book_;
  const ObjectLifetimes lifetimes_;
  const KnownRelations& known_;
  std::string counted_;  ///< The row of the check table with a number that is to be met.
  bool legacy_ = false, was_legacy_ = false;
};

}  // namespace migc::backends::sqlite
