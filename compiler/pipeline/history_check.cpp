#include "compiler/pipeline/history_check.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "compiler/diagnostics/catalogue/pipeline.hpp"

namespace migc::pipeline {

using graph::Index;

namespace {

/// Whether a revision that was applied once more, on something else, has said it before.
bool is_said(const std::vector<diagnostics::Diagnostic>& found,
             const diagnostics::Diagnostic& one) {
  return std::any_of(found.begin(), found.end(), [&](const diagnostics::Diagnostic& other) {
    return std::string_view(other.id) == one.id && other.place.file == one.place.file &&
           other.place.begin == one.place.begin && other.text == one.text;
  });
}

}  // namespace

HistoryCheck::HistoryCheck(const Project& project, Journal journal)
    : project_(project),
      graph_(project.graph),
      replay_(project, said_, true, Replay::Judge::every_block),
      failed_(graph_.size(), false),
      silent_(graph_.size(), false),
      place_(graph_.size(), nowhere),
      seen_(graph_.size(), 0),
      keeps_journal_(journal == Journal::kept),
      stacks_(keeps_journal_ || !graph::is_line(graph_)) {}

bool HistoryCheck::run(std::size_t most) {
  listens_ = true;
  repetitions_left_ = 4 * graph_.size() + 1000;
  const std::vector<Index>& order = graph_.order();
  for (; checked_ < order.size() && most > 0; ++checked_, --most) {
    if (stacks_) go_below(order[checked_]);
    check(order[checked_]);
    if (!stacks_) replay_.schema().forget_journal();
  }
  return checked_ == order.size();
}

void HistoryCheck::report(diagnostics::Diagnostics& diagnostics) const {
  for (const Index revision : graph_.order())
    if (const auto found = found_.find(revision); found != found_.end())
      for (const diagnostics::Diagnostic& one : found->second) diagnostics.add(one);
  if (unseparated_ > 0) diagnostics.report(diagnostics::kind::lines_cross, {}, unseparated_);
}

void HistoryCheck::forget(Index revision) {
  if (!graph_.sound(revision)) return;
  const std::size_t first = graph_.position(revision);
  for (std::size_t at = first; at < checked_; ++at) {
    failed_[graph_.order()[at]] = false;
    found_.erase(graph_.order()[at]);
  }
  checked_ = std::min(checked_, first);
  if (unseparated_ > 0) return start_again();
  std::size_t kept = 0;
  while (kept < applied_.size() && graph_.position(applied_[kept].revision) < first) ++kept;
  undo_down_to(kept);
}

schema::Schema& HistoryCheck::before(Index revision) {
  if (unseparated_ > 0) start_again();
  listens_ = false;
  repetitions_left_ = 4 * graph_.size() + 1000;
  go_below(revision);
  return replay_.schema();
}

/// Lines that cross have been left applied together.
void HistoryCheck::start_again() {
  undo_down_to(0);
  found_.clear();
  failed_.assign(graph_.size(), false);
  checked_ = unseparated_ = 0;
}

/// Leaves exactly the ancestors of a revision applied: takes back what is on top of those that it
/// shares with the last one, and applies the others. Looks no further down than that.
void HistoryCheck::go_below(Index revision) {
  if (unseparated_ > 0) {
    ++unseparated_;
    return;
  }
  std::vector<Index> missing;
  std::size_t kept = 0;
  std::vector<Index> open;
  const std::size_t walk = ++walks_;
  const auto visit = [&](Index one) {
    if (std::exchange(seen_[one], walk) != walk) open.push_back(one);
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
  while (kept < applied_.size() && seen_[applied_[kept].revision] == walk) ++kept;
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
  for (const Index one : missing) apply(one, keeps_journal_ && follows_top(one));
}

/// Takes back all but the first `kept`, and of those what comes after a missing one in graph
/// order, which is missing then, too: in that order an upgrade applies them.
void HistoryCheck::take_back(std::size_t kept, std::vector<Index>& missing) {
  std::erase_if(missing, [&](Index one) { return place_[one] < kept; });
  std::size_t first = graph_.size();
  for (const Index one : missing) first = std::min(first, graph_.position(one));
  for (; kept > 0 && graph_.position(applied_[kept - 1].revision) > first; --kept)
    missing.push_back(applied_[kept - 1].revision);
  undo_down_to(kept);
}

void HistoryCheck::undo_down_to(std::size_t kept) {
  if (kept == applied_.size()) return;
  replay_.schema().undo_to(applied_[kept].before);
  replay_.schema().failed = std::move(applied_[kept].failed);
  for (; applied_.size() > kept; applied_.pop_back()) place_[applied_.back().revision] = nowhere;
}

/// To separate lines that cross at every step would take the square of their length.
std::vector<Index> HistoryCheck::all_missing_before(Index revision) const {
  std::vector<Index> missing;
  for (const Index one : graph_.order()) {
    if (one == revision) break;
    if (place_[one] == nowhere) missing.push_back(one);
  }
  return missing;
}

/// Whether the revision on top, and what is below that, is exactly what this one follows.
bool HistoryCheck::follows_top(Index revision) const {
  const std::size_t needed = graph_.parents(revision).size() + graph_.depends_on(revision).size();
  if (needed == 0 || applied_.empty()) return needed == 0 && applied_.empty();
  bool is_top = false;
  graph::each_needed(graph_, revision,
                     [&](Index one) { is_top = one == applied_.back().revision; });
  return needed == 1 && is_top && applied_.back().exact;
}

/// Applies a revision and reports what is wrong with that, unless something was before.
void HistoryCheck::apply(Index revision, bool exact) {
  if (stacks_) {
    place_[revision] = applied_.size();
    applied_.push_back({revision, replay_.schema().mark(), exact, replay_.schema().failed});
  }
  replay_.up(revision);
  pass_on(revision);
}

void HistoryCheck::pass_on(Index revision) {
  if (listens_ && !failed_[revision] && !silent_[revision])
    for (const diagnostics::Diagnostic& one : said_.all())
      if (auto& found = found_[revision]; !is_said(found, one)) found.push_back(one);
  if (listens_) failed_[revision] = failed_[revision] || !said_.ok();
  said_ = {};
}

}  // namespace migc::pipeline
