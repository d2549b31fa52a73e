#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/diagnostics/catalogue/pipeline.hpp"
#include "compiler/ir/print.hpp"
#include "compiler/pipeline/compile.hpp"
#include "compiler/pipeline/history_check.hpp"
#include "compiler/pipeline/idle_allows.hpp"
#include "compiler/pipeline/replay.hpp"
#include "compiler/schema/replay/replay.hpp"
#include "compiler/schema/replay/valueless.hpp"

namespace migc::pipeline {

namespace kind = diagnostics::kind;
using graph::Index;

namespace {

/// Whether two optional entries define the same.
bool same(const schema::Entry* now, const std::optional<schema::Entry>& then) {
  if (now == nullptr || !then) return (now == nullptr) == !then;
  return schema::same_definition(now->object, then->object);
}

/// Reports what a revision's downgrade leaves other than it was before its upgrade.
void report_differences(const Project& project, Index revision,
                        const std::vector<schema::Schema::Change>& differences,
                        const schema::Schema& schema, diagnostics::Diagnostics& diagnostics) {
  for (const schema::Schema::Change& change : differences) {
    const schema::Entry* now = schema.find(change.id);
    const std::string name =
        schema::name_of(now != nullptr ? now->object : (*change.before)->object).text;
    const std::string what = now == nullptr                ? "is missing"
                             : !change.before->has_value() ? "is still there"
                                                           : "is different";
    diagnostics.report(kind::downgrade_differs, project.revisions[revision].downgrade.written,
                       project.graph.id(revision), name, what);
  }
}

/// Warns where a derived downgrade brings a column back that the rows then have no value for.
void report_valueless(const Project& project, Index revision, const Replay& replay,
                      const schema::Schema& schema, diagnostics::Diagnostics& diagnostics) {
  const ir::Downgrade& downgrade = project.revisions[revision].downgrade;
  if (downgrade.form != ir::Downgrade::Form::automatic) return;
  for (const schema::Valueless& one : schema::valueless(replay.down_steps(revision), schema))
    diagnostics
        .report(kind::no_downgrade_over_rows, downgrade.written, project.graph.id(revision),
                one.table.name.text, one.rows, one.column.name.text, one.why)
        .note(fmt::format("write the downgrade, with a value for the rows: `alter table {} add "
                          "column {}{} fill EXPRESSION;`",
                          ir::print(one.table.name), ir::print(one.column),
                          one.column.constraints.empty() ? " null" : ""));
}

/// Tries the downgrade of a revision that was just upgraded, and takes it back. One that restores
/// everything leaves nothing behind that would have to be judged.
void check_downgrade(const Project& project, Index revision, schema::Schema::Mark start,
                     Replay& replay, diagnostics::Diagnostics& diagnostics) {
  schema::Schema& schema = replay.schema();
  const std::size_t errors = diagnostics.errors();
  const schema::Schema::Mark after = schema.mark();
  replay.down_unjudged(revision);
  std::vector<schema::Schema::Change> differences = schema.changes_since(start);
  std::erase_if(differences, [&](const schema::Schema::Change& change) {
    return same(schema.find(change.id), *change.before);
  });
  if (!differences.empty()) replay.judge_down(revision, after);
  if (diagnostics.errors() == errors)
    report_differences(project, revision, differences, schema, diagnostics);
  if (diagnostics.errors() == errors)
    report_valueless(project, revision, replay, schema, diagnostics);
  schema.undo_to(after);
}

}  // namespace

void HistoryCheck::check(Index revision) {
  const schema::Schema::Mark start = replay_.schema().mark();
  apply(revision, unseparated_ == 0);
  if (failed_[revision]) return;
  if (is_reversible(project_.revisions[revision])) {
    check_downgrade(project_, revision, start, replay_, said_);
    pass_on(revision);
  }
  if (!failed_[revision] && has_allows(project_.revisions[revision])) check_allows(revision, start);
}

void HistoryCheck::check_allows(Index revision, schema::Schema::Mark start) {
  replay_.schema().undo_to(start);
  report_idle_allows(project_, revision, replay_.schema(), said_);
  pass_on(revision);
  replay_.up(revision);
  said_ = {};
}

void check(const Project& project, diagnostics::Diagnostics& diagnostics) {
  HistoryCheck check(project, HistoryCheck::Journal::forgotten);
  static_cast<void>(check.run());
  check.report(diagnostics);
}

}  // namespace migc::pipeline
