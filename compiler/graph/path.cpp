#include "compiler/graph/path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <set>

#include "compiler/diagnostics/catalogue/graph.hpp"

namespace migc::graph {

namespace kind = diagnostics::kind;

namespace {

/// What is applied, and the rows that stand for it: kept right step by step, in the time of the
/// edges touched. At every moment `ids()` are those of rows(graph, applied).
class State {
 public:
  State(const Graph& graph, std::span<const Index> current)
      : graph_(graph), applied_(graph.with_ancestors(current)), followers_(graph.size(), 0) {
    for (Index revision = 0; revision < graph.size(); ++revision)
      if (applied_[revision])
        each_needed(graph_, revision, [&](Index needed) { ++followers_[needed]; });
    for (const Index row : rows(graph, applied_)) ids_.insert(graph.id(row));
  }

  [[nodiscard]] const Set& applied() const { return applied_; }
  [[nodiscard]] std::vector<std::string> ids() const { return {ids_.begin(), ids_.end()}; }

  PathStep apply(Index revision) {
    assert(!applied_[revision]);
    applied_[revision] = true;
    PathStep step{revision, {}, {revision}};
    each_needed(graph_, revision, [&](Index needed) {
      assert(applied_[needed]);
      if (followers_[needed]++ == 0) step.gone.push_back(needed);
    });
    return moved(std::move(step));
  }

  PathStep revert(Index revision) {
    assert(applied_[revision] && followers_[revision] == 0);
    applied_[revision] = false;
    PathStep step{revision, {revision}, {}};
    each_needed(graph_, revision, [&](Index needed) {
      if (--followers_[needed] == 0) step.come.push_back(needed);
    });
    return moved(std::move(step));
  }

 private:
  PathStep moved(PathStep step) {
    for (const Index row : step.gone) ids_.erase(graph_.id(row));
    for (const Index row : step.come) ids_.insert(graph_.id(row));
    return step;
  }

  const Graph& graph_;
  Set applied_;
  std::vector<std::uint32_t> followers_;  ///< Edges from applied revisions to each.
  std::set<std::string_view> ids_;
};

/// The members of a set, oldest first.
std::vector<Index> in_order(const Graph& graph, const Set& set) {
  std::vector<Index> members;
  for (const Index revision : graph.order())
    if (set[revision]) members.push_back(revision);
  return members;
}

Path path_of(State state, std::span<const Index> revisions, bool up) {
  Path path{.upgrade = up, .before = state.ids()};
  path.steps.reserve(revisions.size());
  for (const Index revision : revisions)
    path.steps.push_back(up ? state.apply(revision) : state.revert(revision));
  path.after = state.ids();
  return path;
}

/// What a downgrade is to revert, and what other applied revisions need of that.
struct Reverted {
  Set revisions;
  std::vector<Index> blocked,
      by;  ///< `by[i]` needs `blocked[i]`; both empty: nothing is in the way.
};

/// Which applied revisions a downgrade reverts: those that are, or have in their `anc`, a child of
/// the target; on a branch, those of them that are on it. `label@base` ends where other branches
/// begin: what these follow belongs to them as well.
Reverted to_revert(const Graph& graph, const Target& target, const Set& applied) {
  Set line(graph.size(), true);
  if (target.line) line = graph.line(*target.line);
  if (target.line && target.revisions.empty() && !target.counted)
    line = own_part(graph, line, applied);
  std::vector<Index> roots;
  if (target.revisions.empty()) {
    for (Index revision = 0; revision < graph.size(); ++revision)
      if (applied[revision] && line[revision]) roots.push_back(revision);
  } else {
    for (const Index child : graph.children(target.revisions.front()))
      if (applied[child] && line[child]) roots.push_back(child);
  }
  Reverted result{graph.with_descendants(roots), {}, {}};
  for (Index revision = 0; revision < graph.size(); ++revision)
    result.revisions[revision] = result.revisions[revision] && applied[revision] && line[revision];
  for (const Index revision : graph.order())
    if (applied[revision] && !result.revisions[revision])
      each_needed(graph, revision, [&](Index needed) {
        if (!result.revisions[needed]) return;
        result.blocked.push_back(needed);
        result.by.push_back(revision);
      });
  return result;
}

std::string listed(const Graph& graph, const Target& target) {
  if (target.revisions.empty()) return "`base`";
  std::string text;
  for (const Index revision : target.revisions)
    text += fmt::format("{}`{}`", text.empty() ? "" : ", ", graph.id(revision));
  return text;
}

/// Whether a downgrade to the target can be asked for at all; reports why not.
bool check_target(const Graph& graph, const Target& target, const State& state,
                  diagnostics::Diagnostics& diagnostics) {
  if (target.revisions.size() > 1) {
    diagnostics.report(kind::several_downgrade_targets, {}, target.revisions.size())
        .note("name one revision; everything above it is reverted on all branches");
    return false;
  }
  if (target.revisions.empty() || state.applied()[target.revisions.front()]) return true;
  const std::string& id = graph.id(target.revisions.front());
  auto& complaint = diagnostics.report(kind::target_not_applied, {}, id);
  const std::vector<std::string> rows = state.ids();
  complaint.note(rows.empty() ? "nothing is applied to the database"
                              : fmt::format("the database is at `{}`", fmt::join(rows, "`, `")));
  complaint.note(fmt::format("to upgrade to it, use `migc upgrade {}`", id));
  return false;
}

void report_nothing(const Graph& graph, const Target& target, std::span<const Index> rows,
                    diagnostics::Diagnostics& diagnostics) {
  auto& complaint = diagnostics.report(kind::nothing_to_revert, {}, listed(graph, target));
  for (const Index row : rows)
    complaint.note(fmt::format("the database is at `{}`", graph.id(row)));
  if (target.line) complaint.note("nothing that follows it on its branch is applied");
}

/// A downgrade on one branch does all that was asked, or nothing.
void report_blocked(const Graph& graph, const Target& target, const Reverted& reverted,
                    diagnostics::Diagnostics& diagnostics) {
  constexpr std::size_t most_blockers = 5;
  auto& complaint = diagnostics.report(kind::downgrade_blocked, {}, graph.id(reverted.blocked[0]),
                                       graph.id(reverted.by[0]));
  for (std::size_t at = 1; at < std::min(reverted.by.size(), most_blockers); ++at)
    complaint.note(fmt::format("`{}` also depends on `{}`", graph.id(reverted.by[at]),
                               graph.id(reverted.blocked[at])));
  complaint.note(
      fmt::format("to revert everything after {} on every branch, use `migc downgrade {}`",
                  listed(graph, target),
                  target.revisions.empty() ? "base" : graph.id(target.revisions.front())));
}

/// The range is the wrong way round, or its ends are on different lines.
void report_not_below(const Graph& graph, const Target& lower, const Target& upper,
                      diagnostics::Diagnostics& diagnostics) {
  auto& complaint =
      diagnostics.report(kind::not_below, {}, listed(graph, lower), listed(graph, upper))
          .note("a range goes from the older revision to the newer");
  const Set below = graph.with_ancestors(lower.revisions, Edges::parents);
  const bool turned = std::all_of(upper.revisions.begin(), upper.revisions.end(),
                                  [&](Index revision) { return bool(below[revision]); });
  if (turned && upper.revisions.size() <= 1 && lower.revisions.size() == 1)
    complaint.note(fmt::format("use `{}:{}`",
                               upper.revisions.empty() ? "base" : graph.id(upper.revisions[0]),
                               graph.id(lower.revisions[0])));
  else
    complaint.note("`migc history` shows which revision follows which");
}

}  // namespace

std::vector<std::string> rows_after(const Graph& graph, const PathStep& step,
                                    std::vector<std::string> rows) {
  for (const Index row : step.gone)
    rows.erase(std::lower_bound(rows.begin(), rows.end(), graph.id(row)));
  for (const Index row : step.come)
    rows.insert(std::lower_bound(rows.begin(), rows.end(), graph.id(row)), graph.id(row));
  return rows;
}

std::optional<Path> upgrade(const Graph& graph, std::span<const std::string> current,
                            const Target& target, diagnostics::Diagnostics& diagnostics) {
  const auto rows = known_rows(graph, current, diagnostics);
  if (!rows) return std::nullopt;
  State state(graph, *rows);
  Set missing = graph.with_ancestors(target.revisions);
  for (std::size_t i = 0; i < graph.size(); ++i) missing[i] = missing[i] && !state.applied()[i];
  return path_of(std::move(state), in_order(graph, missing), true);
}

std::optional<Path> downgrade(const Graph& graph, std::span<const std::string> current,
                              const Target& target, diagnostics::Diagnostics& diagnostics) {
  const auto rows = known_rows(graph, current, diagnostics);
  if (!rows) return std::nullopt;
  State state(graph, *rows);
  if (!check_target(graph, target, state, diagnostics)) return std::nullopt;
  const Reverted wanted = to_revert(graph, target, state.applied());
  if (!wanted.by.empty()) {
    report_blocked(graph, target, wanted, diagnostics);
    return std::nullopt;
  }
  std::vector<Index> reverted = in_order(graph, wanted.revisions);
  std::reverse(reverted.begin(), reverted.end());
  const bool there_already =
      target.revisions.empty()
          ? rows->empty()
          : std::find(rows->begin(), rows->end(), target.revisions.front()) != rows->end();
  if (reverted.empty() && !there_already) {
    report_nothing(graph, target, *rows, diagnostics);
    return std::nullopt;
  }
  return path_of(std::move(state), reverted, false);
}

std::optional<std::vector<Index>> between(const Graph& graph, const Target& lower,
                                          const Target& upper,
                                          diagnostics::Diagnostics& diagnostics) {
  Set shown = graph.with_ancestors(upper.revisions);
  for (const Index revision : lower.revisions) {
    if (shown[revision]) continue;
    report_not_below(graph, lower, upper, diagnostics);
    return std::nullopt;
  }
  Set above(graph.size(), true);
  if (!lower.revisions.empty())
    above = graph.with_descendants(lower.revisions, Edges::parents);
  else if (lower.line)
    above = graph.line(*lower.line);
  for (std::size_t i = 0; i < graph.size(); ++i) shown[i] = shown[i] && above[i];
  std::vector<Index> found = in_order(graph, shown);
  std::reverse(found.begin(), found.end());
  return found;
}

}  // namespace migc::graph
