#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"

namespace migc::cli {

int heads(Session& session, const HeadsOptions& options) {
  const pipeline::History history = load_history(session);
  std::vector<graph::Index> found = history.graph.heads();
  if (options.resolve_dependencies)
    std::erase_if(found,
                  [&](graph::Index head) { return !history.graph.dependents(head).empty(); });

  const Listing listing(history, session.colored());
  if (session.options.json) {
    session.print(document({{"revisions", listing.json(found)}}));
  } else {
    const Shown shown{.labels = true};
    for (const graph::Index head : found)
      session.print(session.options.verbose ? listing.block(head)
                                            : listing.line(head, shown) + "\n");
  }
  if (!options.check || found.size() <= 1) return exits::done;
  stop(session, exits::no, diagnostics::kind::more_than_one_head, found.size());
}

}  // namespace migc::cli
