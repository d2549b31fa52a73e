#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/graph/path.hpp"

namespace migc::cli {

using graph::Index;

namespace {

/// The newest applied revision of each line. A line whose newest revision another depends on has no
/// row of its own in the version table, but is as much current as the others.
std::vector<Index> ends_of_lines(const graph::Graph& graph, const graph::Set& applied) {
  std::vector<Index> ends;
  for (const Index one : graph.order()) {
    const auto children = graph.children(one);
    if (applied[one] && std::none_of(children.begin(), children.end(),
                                     [&](Index child) { return bool(applied[child]); }))
      ends.push_back(one);
  }
  std::sort(ends.begin(), ends.end(), [&](Index a, Index b) { return graph.id(a) < graph.id(b); });
  return ends;
}

void check_heads(Session& session, const graph::Graph& graph, const graph::Set& applied) {
  std::string missing;
  for (const Index head : graph.heads())
    if (!applied[head]) missing += (missing.empty() ? "`" : ", `") + graph.id(head) + "`";
  if (!missing.empty()) stop(session, exits::no, diagnostics::kind::heads_not_applied, missing);
}

}  // namespace

int current(Session& session, const CurrentOptions& options) {
  const pipeline::History history = load_history(session, {.database = true});
  const config::Url url = database_of(session, history.settings);
  const std::vector<std::string> rows = version_of(session, url, history.settings).rows;
  const auto revisions =
      graph::known_rows(history.graph, graph::rows_here(history.graph, rows), session.diagnostics);
  if (!revisions) throw Stop{exits::history};

  const graph::Set applied = history.graph.with_ancestors(*revisions);
  const std::vector<Index> ends = ends_of_lines(history.graph, applied);
  const Listing listing(history, session.colored());
  if (session.options.json) {
    session.print(
        document({{"database", url.masked()}, {"rows", rows}, {"revisions", listing.json(ends)}}));
  } else {
    if (session.options.verbose)
      session.print(
          fmt::format("Current revision(s) for {}:\n", diagnostics::printable(url.masked())));
    const Shown shown{.joints = true};
    for (const Index one : ends)
      session.print(session.options.verbose ? listing.block(one) : listing.line(one, shown) + "\n");
  }
  if (options.check_heads) check_heads(session, history.graph, applied);
  return exits::done;
}

}  // namespace migc::cli
