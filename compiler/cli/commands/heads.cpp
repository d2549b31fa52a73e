#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"

namespace migc::cli {

int heads(Session& session) {
  const pipeline::Project project = load_project(session);
  const Listing listing(project);
  if (session.options.json) {
    session.print(document({{"revisions", listing.json(project.graph.heads())}}));
    return exits::done;
  }
  Shown shown;
  shown.labels = true;
  for (const graph::Index head : project.graph.heads())
    session.print(session.options.verbose ? listing.block(head) : listing.line(head, shown) + "\n");
  return exits::done;
}

}  // namespace migc::cli
