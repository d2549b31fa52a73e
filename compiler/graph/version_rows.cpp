#include "compiler/graph/version_rows.hpp"

#include <algorithm>
#include <string_view>

#include "compiler/diagnostics/catalogue.hpp"

namespace migc::graph {

namespace kind = diagnostics::kind;

namespace {

constexpr std::string_view mend =
    "to write anew where the database is, type `migc stamp --purge REV`";

void report_unknown(const Graph& graph, const std::string& id,
                    diagnostics::Diagnostics& diagnostics) {
  diagnostics.report(kind::unknown_row, {}, id)
      .suggest(id, graph.names())
      .note(
          "the name comes from the version table of the database: was its file deleted or renamed, "
          "or is it on another branch of the project, or is this the wrong database?")
      .note("bring the file back; or, " + std::string(mend));
}

/// A row below another row says nothing; it is a sign that somebody edited the table.
void check_maximal(const Graph& graph, std::vector<Index>& found,
                   diagnostics::Diagnostics& diagnostics) {
  const std::vector<Index> maximal = rows(graph, graph.with_ancestors(found));
  if (maximal.size() == found.size()) return;
  for (const Index row : found) {
    if (std::find(maximal.begin(), maximal.end(), row) != maximal.end()) continue;
    const Index below[] = {row};
    const Set above = graph.with_descendants(below);
    const auto implies = std::find_if(maximal.begin(), maximal.end(),
                                      [&](Index other) { return bool(above[other]); });
    diagnostics.report(kind::superfluous_row, {}, graph.id(row), graph.id(*implies))
        .note(std::string(mend));
  }
}

}  // namespace

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
      diagnostics.report(kind::row_twice, {}, id).note(std::string(mend));
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

std::optional<std::vector<std::string>> stamp(const Graph& graph,
                                              std::span<const std::string> current,
                                              std::span<const Target> targets,
                                              diagnostics::Diagnostics& diagnostics) {
  auto stamped = known_rows(graph, current, diagnostics);
  if (!stamped) return std::nullopt;
  const auto clear = [&](const Set& line) {
    std::erase_if(*stamped, [&](Index row) { return bool(line[row]); });
  };
  for (const Target& target : targets) {
    if (target.revisions.empty())
      clear(target.line ? graph.line(*target.line) : Set(graph.size(), true));
    for (const Index revision : target.revisions) clear(graph.line(revision));
    stamped->insert(stamped->end(), target.revisions.begin(), target.revisions.end());
  }
  std::vector<std::string> ids;
  for (const Index row : rows(graph, graph.with_ancestors(*stamped))) ids.push_back(graph.id(row));
  return ids;
}

}  // namespace migc::graph
