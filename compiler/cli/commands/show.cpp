#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"

namespace migc::cli {

int show(Session& session, const ShowOptions& options) {
  const pipeline::Project project = load_project(session);
  const std::vector<std::string> rows = rows_for(session, project, {options.revision});
  const graph::Target target =
      resolve(session, project, options.revision, {rows, graph::Use::other, true});
  const Listing listing(project);
  if (session.options.json)
    session.print(document({{"revisions", listing.json(target.revisions)}}));
  else
    for (const graph::Index one : target.revisions) session.print(listing.block(one));
  return exits::done;
}

}  // namespace migc::cli
