#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/diagnostics/catalogue/pipeline.hpp"
#include "compiler/ir/print.hpp"
#include "compiler/pipeline/compile.hpp"
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

/// Checks each revision on exactly what it follows: what a revision on another line does cannot be
/// relied upon, and does not harm.
class Check {
 public:
  Check(const Project& project, diagnostics::Diagnostics& diagnostics)
      : project_(project),
        graph_(project.graph),
        diagnostics_(diagnostics),
        replay_(project, said_, true, Replay::Judge::every_block),
        failed_(graph_.size(), false),
        place_(graph_.size(), nowhere),
        seen_(graph_.size(), nowhere),
        is_line_(graph::is_line(graph_)),
        repetitions_left_(4 * graph_.size() + 1000) {}

  void run() {
    for (const Index revision : graph_.order()) {
      if (!is_line_) go_below(revision);
      check(revision);
      if (is_line_) replay_.schema().forget_journal();
    }
    if (unseparated_ > 0) diagnostics_.report(kind::lines_cross, {}, unseparated_);
  }

 private:
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  /// A revision that is applied now, the last one on top.
  struct Applied {
    Index revision;
    schema::Schema::Mark before;
    bool exact;  ///< What is below are its ancestors, and nothing else.
  };

  /// Leaves exactly the ancestors of a revision applied: takes back what is on top of those that it
  /// shares with the last one, and applies the others. Looks no further down than that.
  void go_below(Index revision) {
    if (unseparated_ > 0) {
      ++unseparated_;
      return;
    }
    std::vector<Index> missing;
    std::size_t kept = 0;
    std::vector<Index> open;
    const auto visit = [&](Index one) {
      if (std::exchange(seen_[one], revision) != revision) open.push_back(one);
    };
    graph::each_needed(graph_, revision, visit);
    while (!open.empty()) {
      const Index one = open.back();
      open.pop_back();
      if (place_[one] != nowhere && applied_[place_[one]].exact) {
        kept = std::max(kept, place_[one] + 1);
        continue;
      }
      missing.push_back(one);
      graph::each_needed(graph_, one, visit);
    }
    while (kept < applied_.size() && seen_[applied_[kept].revision] == revision) ++kept;
    if (kept == applied_.size() && missing.empty()) return;
    if (missing.size() > repetitions_left_) {
      ++unseparated_;
      missing = all_missing_before(revision);
    } else {
      repetitions_left_ -= missing.size();
      take_back(kept, missing);
    }
    std::sort(missing.begin(), missing.end(),
              [&](Index a, Index b) { return graph_.position(a) < graph_.position(b); });
    for (const Index one : missing) apply(one, false);
  }

  /// Takes back all but the first `kept`, and of those what comes after a missing one in graph
  /// order, which is missing then, too: in that order an upgrade applies them.
  void take_back(std::size_t kept, std::vector<Index>& missing) {
    std::erase_if(missing, [&](Index one) { return place_[one] < kept; });
    std::size_t first = graph_.size();
    for (const Index one : missing) first = std::min(first, graph_.position(one));
    for (; kept > 0 && graph_.position(applied_[kept - 1].revision) > first; --kept)
      missing.push_back(applied_[kept - 1].revision);
    if (kept == applied_.size()) return;
    replay_.schema().undo_to(applied_[kept].before);
    for (; applied_.size() > kept; applied_.pop_back()) place_[applied_.back().revision] = nowhere;
  }

  /// To separate lines that cross at every step would take the square of their length.
  [[nodiscard]] std::vector<Index> all_missing_before(Index revision) const {
    std::vector<Index> missing;
    for (const Index one : graph_.order()) {
      if (one == revision) break;
      if (place_[one] == nowhere) missing.push_back(one);
    }
    return missing;
  }

  /// Applies a revision and reports what is wrong with that, unless something was before.
  void apply(Index revision, bool exact) {
    place_[revision] = applied_.size();
    applied_.push_back({revision, replay_.schema().mark(), exact});
    replay_.up(revision);
    pass_on(revision);
  }

  void check(Index revision) {
    const schema::Schema::Mark start = replay_.schema().mark();
    apply(revision, unseparated_ == 0);
    if (failed_[revision]) return;
    if (is_reversible(project_.revisions[revision])) {
      check_downgrade(project_, revision, start, replay_, said_);
      pass_on(revision);
    }
    if (!failed_[revision] && has_allows(project_.revisions[revision]))
      check_allows(revision, start);
  }

  /// Takes a revision back for a moment, to see what it is allowed and does not need.
  void check_allows(Index revision, schema::Schema::Mark start) {
    replay_.schema().undo_to(start);
    report_idle_allows(project_, revision, replay_.schema(), diagnostics_);
    replay_.up(revision);
    said_ = {};
  }

  void pass_on(Index revision) {
    if (!failed_[revision])
      for (const diagnostics::Diagnostic& one : said_.all()) diagnostics_.add(one);
    failed_[revision] = failed_[revision] || !said_.ok();
    said_ = {};
  }

  const Project& project_;
  const graph::Graph& graph_;
  diagnostics::Diagnostics& diagnostics_;
  diagnostics::Diagnostics said_;  ///< By the step that is being made.
  Replay replay_;
  std::vector<bool> failed_;
  std::vector<Applied> applied_;
  std::vector<std::size_t> place_;  ///< In `applied_`.
  std::vector<std::size_t> seen_;   ///< The last revision whose ancestors it was found among.
  const bool is_line_;
  std::size_t repetitions_left_;
  std::size_t unseparated_ = 0;
};

}  // namespace

void check(const Project& project, diagnostics::Diagnostics& diagnostics) {
  Check(project, diagnostics).run();
}

}  // namespace migc::pipeline
