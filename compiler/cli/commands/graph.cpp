#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/graph_formats.hpp"
#include "compiler/cli/history_view.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"

namespace migc::cli {

int graph(Session& session, const GraphOptions& options) {
  const pipeline::History history = load_history(session, about({options.range.value_or("")}));
  const Listed listed = list_revisions(session, history, options.range, false);
  if (options.format == "mermaid") {
    session.print(mermaid(history, listed.revisions));
  } else if (options.format == "dot") {
    session.print(dot(history, listed.revisions));
  } else {
    const Listing listing(history, session.colored());
    session.print(session.options.json ? document({{"revisions", listing.json(listed.revisions)}})
                                       : history_text(history.graph, listing, listed.revisions,
                                                      Lines::always, session.options.verbose));
  }
  return exits::done;
}

}  // namespace migc::cli
