#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"

namespace migc::cli {

int heads(Session& session) {
  const pipeline::History history = load_history(session);
  const Listing listing(history);
  if (session.options.json) {
    session.print(document({{"revisions", listing.json(history.graph.heads())}}));
    return exits::done;
  }
  Shown shown;
  shown.labels = true;
  for (const graph::Index head : history.graph.heads())
    session.print(session.options.verbose ? listing.block(head) : listing.line(head, shown) + "\n");
  return exits::done;
}

}  // namespace migc::cli
