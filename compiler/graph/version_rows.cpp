#include "compiler/graph/version_rows.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "compiler/diagnostics/catalogue/graph.hpp"

namespace migc::graph {

namespace kind = diagnostics::kind;

namespace {

constexpr std::string_view how_to_fix =
    "to record the current revision again, use `migc stamp --purge REV`";

void report_unknown(const Graph& graph, const std::string& id,
                    diagnostics::Diagnostics& diagnostics) {
  if (const Absent* absent = graph.absent(id); absent != nullptr && absent->gone) {
    diagnostics.report(kind::row_inside_replaced, {}, id, absent->by)
        .note(fmt::format("restore the files of all revisions that `{}` replaces from version "
                          "control: with them, the database can finish the old revisions",
                          absent->by));
    return;
  }
  diagnostics.report(kind::unknown_row, {}, id)
      .suggest(id, graph.names())
      .note(
          "the version table of the database has this name: was its file deleted or renamed, is it "
          "on another branch of the project, or is this the wrong database?")
      .note("restore the file; or, " + std::string(how_to_fix));
}

Set set_of(const Graph& graph, std::span<const Index> revisions) {
  Set set(graph.size(), false);
  for (const Index revision : revisions) set[revision] = true;
  return set;
}

/// A row below another row says nothing; it is a sign that somebody edited the table.
void check_maximal(const Graph& graph, std::vector<Index>& found,
                   diagnostics::Diagnostics& diagnostics) {
  const std::vector<Index> maximal = rows(graph, set_of(graph, found));
  if (maximal.size() == found.size()) return;
  for (const Index row : found) {
    if (std::find(maximal.begin(), maximal.end(), row) != maximal.end()) continue;
    const Index below[] = {row};
    const Set above = graph.with_descendants(below);
    const auto implies = std::find_if(maximal.begin(), maximal.end(),
                                      [&](Index other) { return bool(above[other]); });
    diagnostics.report(kind::superfluous_row, {}, graph.id(row), graph.id(*implies))
        .note(std::string(how_to_fix));
  }
}

std::string ids_of(const Graph& graph, std::span<const Index> revisions) {
  if (revisions.empty()) return "base";
  std::string text;
  for (const Index revision : revisions)
    text += fmt::format("{}{}", text.empty() ? "" : " ", graph.id(revision));
  return text;
}

/// Whether one target of a stamp is below the other: `base` is below all of its line.
bool is_below(const Graph& graph, const Target& lower, const Target& upper) {
  if (lower.revisions.empty()) {
    const Set line = lower.line ? graph.line(*lower.line) : Set(graph.size(), true);
    return std::any_of(upper.revisions.begin(), upper.revisions.end(),
                       [&](Index revision) { return bool(line[revision]); });
  }
  const Set implied = graph.with_ancestors(upper.revisions);
  return std::any_of(lower.revisions.begin(), lower.revisions.end(), [&](Index revision) {
    return implied[revision] && std::find(upper.revisions.begin(), upper.revisions.end(),
                                          revision) == upper.revisions.end();
  });
}

/// Each target has to become a row: one that another branch goes on needing says nothing by itself.
bool check_recorded(const Graph& graph, std::span<const Target> targets, const Set& applied,
                    diagnostics::Diagnostics& diagnostics) {
  for (const Target& target : targets)
    for (const Index revision : target.revisions) {
      const auto dependents = graph.dependents(revision);
      const auto needs = std::find_if(dependents.begin(), dependents.end(),
                                      [&](Index other) { return bool(applied[other]); });
      if (needs == dependents.end()) continue;
      diagnostics.report(kind::stamp_needed, {}, graph.id(revision), graph.id(*needs))
          .note(fmt::format("to record both, use `migc stamp --purge {}`",
                            ids_of(graph, rows(graph, applied))))
          .note(fmt::format("to record only `{0}`, use `migc stamp --purge {0}`",
                            graph.id(revision)));
      return false;
    }
  return true;
}

}  // namespace

std::vector<std::string> rows_here(const Graph& graph, std::vector<std::string> current) {
  for (std::string& row : current)
    if (const Absent* absent = graph.absent(row); absent != nullptr && absent->same)
      row = absent->by;
  std::sort(current.begin(), current.end());
  return current;
}

std::optional<std::vector<Index>> known_rows(const Graph& graph,
                                             std::span<const std::string> current,
                                             diagnostics::Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.errors();
  Set seen(graph.size(), false);
  std::vector<Index> found;
  for (const std::string& id : current) {
    const auto revision = graph.find(id);
    if (!revision) {
      report_unknown(graph, id, diagnostics);
    } else if (seen[*revision]) {
      diagnostics.report(kind::row_twice, {}, id).note(std::string(how_to_fix));
    } else {
      seen[*revision] = true;
      found.push_back(*revision);
    }
  }
  check_maximal(graph, found, diagnostics);
  if (diagnostics.errors() > errors) return std::nullopt;
  std::sort(found.begin(), found.end(),
            [&](Index a, Index b) { return graph.id(a) < graph.id(b); });
  return found;
}

bool check_stamps(const Graph& graph, std::span<const Target> targets,
                  diagnostics::Diagnostics& diagnostics) {
  std::vector<Index> all;
  for (const Target& target : targets)
    all.insert(all.end(), target.revisions.begin(), target.revisions.end());
  for (const Target& lower : targets)
    for (const Target& upper : targets) {
      if (&lower == &upper || !is_below(graph, lower, upper)) continue;
      const std::string highest = ids_of(graph, rows(graph, set_of(graph, all)));
      diagnostics
          .report(kind::stamps_overlap, {}, ids_of(graph, lower.revisions),
                  ids_of(graph, upper.revisions))
          .note(fmt::format("use `migc stamp {}`", highest))
          .note(fmt::format("to delete all rows first, use `migc stamp --purge {}`", highest));
      return false;
    }
  return true;
}

std::optional<std::vector<std::string>> stamp(const Graph& graph,
                                              std::span<const std::string> current,
                                              std::span<const Target> targets,
                                              diagnostics::Diagnostics& diagnostics) {
  const auto recorded = known_rows(graph, current, diagnostics);
  if (!recorded) return std::nullopt;
  const Set before = graph.with_ancestors(*recorded);
  Set applied = before;
  const auto forget = [&](const Set& gone) {
    for (std::size_t i = 0; i < graph.size(); ++i) applied[i] = applied[i] && !gone[i];
  };
  for (const Target& target : targets) {
    if (target.revisions.empty()) {
      std::vector<Index> own;
      const Set line = target.line ? own_part(graph, graph.line(*target.line), before) : before;
      for (Index revision = 0; revision < graph.size(); ++revision)
        if (line[revision]) own.push_back(revision);
      forget(graph.with_descendants(own));
    }
    for (const Index revision : target.revisions)
      forget(graph.with_descendants(graph.children(revision)));
  }
  for (const Target& target : targets) {
    const Set stamped = graph.with_ancestors(target.revisions);
    for (std::size_t i = 0; i < graph.size(); ++i) applied[i] = applied[i] || stamped[i];
  }
  if (!check_recorded(graph, targets, applied, diagnostics)) return std::nullopt;
  std::vector<std::string> ids;
  for (const Index row : rows(graph, applied)) ids.push_back(graph.id(row));
  return ids;
}

}  // namespace migc::graph
