#pragma once

#include <set>
#include <string>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/dialects/sqlite/plan/expectations.hpp"
#include "compiler/dialects/sqlite/plan/footprint.hpp"
#include "compiler/dialects/sqlite/plan/stale_indexes.hpp"
#include "compiler/dialects/sqlite/plan/table_run.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/dialects/sqlite/require/requirements.hpp"

namespace migc::backends::sqlite {

/// The actions of one block in the order in which they are written.
///
/// Changes to tables are held back, a TableRun for each table, so that many become one rebuild. The
/// order is that of the steps in everything that a statement could observe:
///
/// - Runs are written in the order in which they began. What waits for them (views over what is
///   held back, and triggers on those) follows in the order of the steps.
/// - An action is added before what is held back only if neither can see the other
/// (`may_go_first`).
/// - Before a statement over rows, what it could see is written (`flush_seen_by`); before raw SQL,
///   everything.
/// - A run that reads other tables is held back alone, and no run begins after it.
/// - In a run, native changes keep the order of their steps and are written before an edit of the
///   declaration. A rebuild makes all changes of its run at once.
/// - A table that the block creates is written in its final shape, so nothing is written of it
///   before its run.
class BlockPlan {
 public:
  BlockPlan(const EmitOptions& given, diagnostics::Diagnostics& sink)
      : options(given), diagnostics(sink) {}

  /// The step at hand, with the schema before it, which is to outlive the step.
  void begin(const ir::Step& step, const schema::Schema& before);
  /// `after` is the schema after the last step. Everything is to be written by now.
  Script finish(const schema::Schema& after);
  [[nodiscard]] source::Span written() const { return written_; }

  // --- What is held back
  /// The run over `table`, which is begun when there is none.
  TableRun& run_over(const source::Name& table);
  /// The run over `table` that is held back, or null.
  [[nodiscard]] TableRun* open_run(const source::Name& table);
  /// Begins the run of a table that the block creates.
  void begin_created(TableRun run);
  /// Whether what joins the run over `table` will be written before changes of other tables that
  /// came earlier.
  [[nodiscard]] bool would_overtake(const source::Name& table) const;
  /// Whether a statement may be written before what is held back.
  [[nodiscard]] bool may_go_first(const source::Name& relation) const;
  /// Writes what is held back; `now` is the schema after it.
  void flush(const schema::Schema& now);
  /// As much of it as a data statement, or a condition, could see.
  void flush_seen_by(const ir::Expression& statement);
  /// All of it, if an expression over `table` reads another table.
  void flush_if_reading_others(const source::Name& table, const ir::Expression& expression);
  /// Values of the run over `table` come from other tables: no other run may be held back with it.
  void hold_back_alone(const source::Name& table);

  // --- Actions
  /// Writes an action before what is held back.
  void add(Action action);
  /// Writes it after what is held back.
  void add_after_runs(Action action);
  /// An action of one statement for the step at hand.
  [[nodiscard]] Action action(Strategy strategy, std::string summary, std::string sql) const;
  /// ALTER TABLE … RENAME and DROP COLUMN read the whole schema and stop at any view or trigger
  /// that does not resolve. Such objects are dropped before, and created again once the statement
  /// is done. `also` are further objects that it would stop at.
  void alter_with_all_readable(Action alter, const std::vector<schema::Id>& also = {});
  void restore_set_aside(const schema::Schema& now);

  // --- What later steps have to know
  /// Remembers that an object is changed by this block, for the check of the outcome.
  void touch(schema::Space space, const source::Name& name) {
    footprint.touch(space, name, *before_);
  }
  /// Whether an object is created only where the database has none of its name: what is printed
  /// later, with all that was done to it, says so, too.
  void note_unless(bool exists, const schema::Id& id) {
    if (exists)
      unless_there_.insert(id);
    else
      unless_there_.erase(id);
  }
  /// The object may not resolve from now on; the same of all that read the relation.
  void suspect(schema::Id id) { suspects_.insert(std::move(id)); }
  void suspect_dependents(const source::Name& relation);
  /// What reads the table is suspect at any time from now on.
  void suspect_readers_of(schema::Id table) { altered_.insert(std::move(table)); }
  [[nodiscard]] bool has_suspects() const { return !suspects_.empty(); }
  /// All objects that may not resolve.
  [[nodiscard]] std::set<schema::Id> suspects() const;
  /// Remembers what foreign keys must be off for, if any refer to the table.
  void needs_foreign_keys_off(const std::string& what, const source::Name& table,
                              const schema::Schema& now);

  const EmitOptions options;
  diagnostics::Diagnostics& diagnostics;
  Requirements requirements{};
  std::vector<TableRun::Check> losses{};  ///< What the step at hand would lose.
  Footprint footprint{};
  StaleIndexes stale{};
  Expectations expectations{};

 private:
  void read_losses();
  void write(const TableRun& run, const schema::Schema& now);
  void write_rebuild(const TableRun& run, const schema::Schema& now);
  void write_natives(const TableRun& run);
  void write_created(const TableRun& run, const schema::Schema& now);
  void set_legacy(bool on, Action& before);
  [[nodiscard]] Unless unless(const schema::Id& id) const {
    return unless_there_.contains(id) ? Unless::exists : Unless::said_nothing;
  }

  source::Span written_{};
  bool may_fail_alone_ = false;  ///< The step at hand allows it.
  const schema::Schema* before_ = nullptr;
  Script script_{};
  std::vector<TableRun> runs_{};
  std::vector<Action> behind_runs_{};  ///< Views over what is held back, and triggers on those.
  bool legacy_ = false;
  bool started_ = false;
  std::set<schema::Id> suspects_{};
  std::set<schema::Id> altered_{};  ///< Tables: what reads them is suspect, too.
  std::set<schema::Id> unless_there_{};
  std::vector<schema::Id> set_aside_{};
};

}  // namespace migc::backends::sqlite
