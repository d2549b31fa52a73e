#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/pipeline/project.hpp"
#include "compiler/pipeline/replay.hpp"

namespace migc::pipeline {

/// Checks each revision on exactly what it follows: what a revision on another line does cannot be
/// relied upon, and does not harm.
///
/// Who keeps the journal may change revisions of the project in place: forget() takes back what was
/// found of one and of all behind it, and run() goes on from there.
class HistoryCheck {
 public:
  enum class Journal : std::uint8_t { forgotten, kept };
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  /// The project outlives it, and its graph stays the same.
  HistoryCheck(const Project& project, Journal journal);

  /// Checks what has not been checked since it was forgotten, in graph order, but no more revisions
  /// than so many. Returns whether that was all.
  bool run(std::size_t most = nowhere);
  [[nodiscard]] bool is_checked(graph::Index revision) const {
    return graph_.position(revision) < checked_;
  }
  /// Of revisions that could not be read whole: nothing is reported of them and of what follows
  /// them. To be said before run().
  void keep_silent(std::vector<bool> revisions) { silent_ = std::move(revisions); }
  /// A revision is not any more what was checked. Only with a journal.
  void forget(graph::Index revision);

  /// Leaves exactly what a revision follows applied, and reports nothing. Only with a journal;
  /// whoever changes the schema then undoes that.
  schema::Schema& before(graph::Index revision);
  /// What down() of a revision replays; it has to have been checked.
  [[nodiscard]] const std::vector<ir::Step>& down_steps(graph::Index revision) const {
    return replay_.down_steps(revision);
  }

  /// Everything that was found, in graph order.
  void report(diagnostics::Diagnostics& diagnostics) const;

 private:
  /// A revision that is applied now, the last one on top.
  struct Applied {
    graph::Index revision;
    schema::Schema::Mark before;
    bool exact;                   ///< What is below are its ancestors, and nothing else.
    std::set<schema::Id> failed;  ///< What steps before it would have created.
  };

  void check(graph::Index revision);
  void check_allows(graph::Index revision, schema::Schema::Mark start);
  void apply(graph::Index revision, bool exact);
  void pass_on(graph::Index revision);
  void go_below(graph::Index revision);
  void take_back(std::size_t kept, std::vector<graph::Index>& missing);
  void undo_down_to(std::size_t kept);
  [[nodiscard]] bool follows_top(graph::Index revision) const;
  [[nodiscard]] std::vector<graph::Index> all_missing_before(graph::Index revision) const;
  void start_again();

  const Project& project_;
  const graph::Graph& graph_;
  diagnostics::Diagnostics said_;  ///< By the step that is being made.
  Replay replay_;
  std::map<graph::Index, std::vector<diagnostics::Diagnostic>> found_;
  std::vector<bool> failed_, silent_;
  std::vector<Applied> applied_;
  std::vector<std::size_t> place_;  ///< In `applied_`.
  std::vector<std::size_t> seen_;   ///< The last walk that found it among ancestors.
  std::size_t walks_ = 0;
  std::size_t checked_ = 0;  ///< How many revisions of the order.
  const bool keeps_journal_;
  const bool stacks_;  ///< Whether applied_ is kept: there are lines, or somebody goes back.
  bool listens_ = true;
  std::size_t repetitions_left_ = 0;
  std::size_t unseparated_ = 0;
};

}  // namespace migc::pipeline
