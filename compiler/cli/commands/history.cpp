#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/history_view.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"

namespace migc::cli {

namespace {

graph::Set set_of(const pipeline::History& history, const std::vector<std::string>& rows) {
  graph::Set set(history.graph.size());
  for (const std::string& row : rows)
    if (const auto revision = history.graph.find(row)) set[*revision] = true;
  return set;
}

}  // namespace

int history(Session& session, const HistoryOptions& options) {
  LoadScope what = about({options.range.value_or("")});
  what.database = what.database || options.indicate_current;
  const pipeline::History history = load_history(session, what);
  const Listed listed = list_revisions(session, history, options.range, options.indicate_current);
  std::optional<graph::Set> current;
  if (options.indicate_current) current = set_of(history, listed.rows);
  const Listing listing(history, session.colored(), std::move(current));
  if (session.options.json)
    session.print(document({{"revisions", listing.json(listed.revisions)}}));
  else
    session.print(history_text(history.graph, listing, listed.revisions,
                               session.in_terminal() ? Lines::for_branches : Lines::never,
                               session.options.verbose));
  return exits::done;
}

}  // namespace migc::cli
