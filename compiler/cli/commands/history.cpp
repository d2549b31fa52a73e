#include <algorithm>
#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/graph/path.hpp"

namespace migc::cli {

namespace {

using graph::Index;

/// Newest first; without a range all of them.
std::vector<Index> listed(Session& session, const pipeline::Project& project,
                          const std::optional<graph::Range>& range,
                          const std::vector<std::string>& rows) {
  if (!range) return {project.graph.order().rbegin(), project.graph.order().rend()};
  const graph::Context context{rows, graph::Use::other, true};
  const graph::Target lower =
      resolve(session, project, range->from.empty() ? "base" : range->from, context);
  const graph::Target upper =
      resolve(session, project, range->to.empty() ? "heads" : range->to, context);
  auto revisions = graph::between(project.graph, lower, upper, session.diagnostics);
  if (!revisions) throw Stop{exits::usage};
  return std::move(*revisions);
}

graph::Set set_of(const pipeline::Project& project, const std::vector<std::string>& rows) {
  graph::Set set(project.graph.size());
  for (const std::string& row : rows)
    if (const auto revision = project.graph.find(row)) set[*revision] = true;
  return set;
}

}  // namespace

int history(Session& session, const HistoryOptions& options) {
  const pipeline::Project project = load_project(session);
  std::optional<graph::Range> range;
  if (options.range) {
    range = graph::parse_range(*options.range, session.diagnostics);
    if (!range) throw Stop{exits::usage};
  }
  const std::vector<std::string> rows = rows_for(session, project,
                                                 {range ? range->from : "", range ? range->to : "",
                                                  options.indicate_current ? "current" : ""});
  const std::vector<Index> revisions = listed(session, project, range, rows);
  const Listing listing(
      project, options.indicate_current ? std::optional(set_of(project, rows)) : std::nullopt);
  if (session.options.json) {
    session.print(document({{"revisions", listing.json(revisions)}}));
    return exits::done;
  }
  const Shown shown{true, true, true, true};
  for (const Index one : revisions)
    session.print(session.options.verbose ? listing.block(one) : listing.line(one, shown) + "\n");
  return exits::done;
}

}  // namespace migc::cli
