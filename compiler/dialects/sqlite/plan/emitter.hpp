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

/// Turns one block into SQLite's SQL. Changes to tables are held back, a TableRun for each, and
/// become native statements or one rebuild when something comes that could see the middle shape.
class SqliteEmitter final : public Emitter {
 public:
  SqliteEmitter(const EmitOptions& options, diagnostics::Diagnostics& diagnostics)
      : options_(options), diagnostics_(diagnostics) {}

  void undoes(const sql::InsertedRows& inserted) override { requirements_.undoes(inserted); }
  void step(const ir::Step& step, const schema::Schema& before) override;
  Script finish(const schema::Schema& after) override;

 private:
  friend struct EmitChange;
  friend struct EmitOperation;
  friend struct EmitAlteration;

  /// The run over `table`, which is begun when there is none.
  TableRun& run_over(const source::Name& table);
  /// The run over `table` that is held back, or null.
  [[nodiscard]] TableRun* open_run(const source::Name& table);
  /// Whether what joins the run over `table` will be written before changes of other tables that
  /// came earlier.
  [[nodiscard]] bool would_overtake(const source::Name& table) const;
  /// Whether a statement may be written before what is held back.
  [[nodiscard]] bool may_go_first(const source::Name& relation) const;
  /// Writes down what is held back; `now` is the schema after it.
  void flush(const schema::Schema& now);
  /// As much of it as a data statement, or a condition, could see.
  void flush_seen_by(const ir::Expression& statement);
  /// All of it, if an expression over `table` reads another table.
  void flush_if_reading_others(const source::Name& table, const ir::Expression& expression);
  void write(const TableRun& run, const schema::Schema& now);
  void write_rebuild(const TableRun& run, const schema::Schema& now);
  void write_natives(const TableRun& run);
  void write_created(const TableRun& run, const schema::Schema& now);

  /// Has stale full-text indexes read their content anew.
  void refresh_indexes(const schema::Schema& now);

  /// An action of one statement, written down at once.
  void add(Action action);
  [[nodiscard]] Action action(Strategy strategy, std::string summary, std::string sql) const;

  /// ALTER TABLE … RENAME and DROP COLUMN read the whole schema and stop at any view or trigger
  /// that does not resolve: such objects are dropped before, and made again once the statement is
  /// done.
  /// `also` are further objects that it would stop at.
  void alter_with_all_readable(Action alter, const std::vector<schema::Id>& also = {});
  void restore_set_aside(const schema::Schema& now);
  void set_legacy(bool on, Action& before);
  /// Notes what the step at hand would lose.
  void read_losses();

  /// Remembers that an object is changed by this block, for the check of the outcome.
  void touch(schema::Space space, const source::Name& name) {
    footprint_.touch(space, name, *before_);
  }
  /// Whether an object is created only where the database has none of its name: what is printed
  /// later, with all that was done to it, says so, too.
  void note_unless(bool exists, const schema::Id& id) {
    if (exists)
      unless_there_.insert(id);
    else
      unless_there_.erase(id);
  }
  [[nodiscard]] Unless unless(const schema::Id& id) const {
    return unless_there_.contains(id) ? Unless::exists : Unless::said_nothing;
  }
  /// What has nothing to do by the model: `… IF EXISTS`, `… IF NOT EXISTS`.
  void write_moot(const ir::Step& step);
  /// Objects that read `relation` may not resolve from now on.
  void suspect_dependents(const source::Name& relation);
  /// All objects that may not resolve.
  [[nodiscard]] std::set<schema::Id> suspects() const;
  /// Remembers what foreign keys must be off for, if any refer to the table.
  void needs_foreign_keys_off(const std::string& what, const source::Name& table,
                              const schema::Schema& now);

  const EmitOptions options_;
  diagnostics::Diagnostics& diagnostics_;
  source::Span written_{};       ///< The step at hand.
  bool may_fail_alone_ = false;  ///< It says so itself.
  const schema::Schema* before_ = nullptr;
  Script script_;
  Requirements requirements_;
  std::vector<TableRun::Check> losses_;  ///< What the step at hand would lose.
  std::vector<TableRun> runs_;
  std::vector<Action> behind_runs_;  ///< Views over what is held back, and triggers on those.
  bool legacy_ = false;
  bool started_ = false;
  std::set<schema::Id> suspects_;
  std::set<schema::Id> altered_;  ///< Tables: what reads them is suspect, too.
  std::set<schema::Id> unless_there_;
  std::vector<schema::Id> set_aside_;
  Footprint footprint_;
  StaleIndexes stale_;
  Expectations expectations_;
};

}  // namespace migc::backends::sqlite
