#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"

namespace migc::cli {

int show(Session& session, const ShowOptions& options) {
  const pipeline::History history = load_history(session, about({options.revision}));
  const std::vector<std::string> rows = rows_for(session, history, {options.revision});
  const graph::Target target =
      resolve(session, history, options.revision, {rows, graph::Use::other, true});
  const Listing listing(history, session.colored());
  if (session.options.json)
    session.print(document({{"revisions", listing.json(target.revisions)}}));
  else
    for (const graph::Index one : target.revisions) session.print(listing.block(one));
  return exits::done;
}

}  // namespace migc::cli
