#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/cli/range.hpp"

namespace migc::cli {

int show(Session& session, const ShowOptions& options) {
  const pipeline::History history = load_history(session, about({options.revision}));
  const graph::Target target = resolve_in_files(session, history, options.revision);
  const Listing listing(history, session.colored());
  if (session.options.json)
    session.print(document({{"revisions", listing.json(target.revisions)}}));
  else
    for (const graph::Index one : target.revisions) session.print(listing.block(one));
  return exits::done;
}

}  // namespace migc::cli
