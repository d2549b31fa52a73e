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
std::vector<Index> listed(Session& session, const pipeline::History& history,
                          const std::optional<graph::Range>& range,
                          const std::vector<std::string>& rows) {
  if (!range) return {history.graph.order().rbegin(), history.graph.order().rend()};
  const graph::Context context{rows, graph::Use::other, true};
  const graph::Target lower =
      resolve(session, history, range->from.empty() ? "base" : range->from, context);
  const graph::Target upper =
      resolve(session, history, range->to.empty() ? "heads" : range->to, context);
  auto revisions = graph::between(history.graph, lower, upper, session.diagnostics);
  if (!revisions) throw Stop{exits::usage};
  return std::move(*revisions);
}

graph::Set set_of(const pipeline::History& history, const std::vector<std::string>& rows) {
  graph::Set set(history.graph.size());
  for (const std::string& row : rows)
    if (const auto revision = history.graph.find(row)) set[*revision] = true;
  return set;
}

}  // namespace

int history(Session& session, const HistoryOptions& options) {
  const pipeline::History history = load_history(session);
  std::optional<graph::Range> range;
  if (options.range) {
    range = graph::parse_range(*options.range, session.diagnostics);
    if (!range) throw Stop{exits::usage};
  }
  const std::vector<std::string> rows = rows_for(session, history,
                                                 {range ? range->from : "", range ? range->to : "",
                                                  options.indicate_current ? "current" : ""});
  const std::vector<Index> revisions = listed(session, history, range, rows);
  const Listing listing(
      history, options.indicate_current ? std::optional(set_of(history, rows)) : std::nullopt);
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
