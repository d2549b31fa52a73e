#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/graph/path.hpp"

namespace migc::cli {

int current(Session& session) {
  const pipeline::History history = load_history(session);
  const config::Url url = database_of(session, history.settings);
  const std::vector<std::string> rows = version_of(session, url, history.settings).rows;
  const auto revisions = graph::known_rows(history.graph, rows, session.diagnostics);
  if (!revisions) throw Stop{exits::history};

  const Listing listing(history);
  if (session.options.json) {
    session.print(document({{"database", url.masked()}, {"revisions", listing.json(*revisions)}}));
    return exits::done;
  }
  if (session.options.verbose)
    session.print(
        fmt::format("Current revision(s) for {}:\n", diagnostics::printable(url.masked())));
  Shown shown;
  shown.joints = true;
  for (const graph::Index one : *revisions)
    session.print(session.options.verbose ? listing.block(one) : listing.line(one, shown) + "\n");
  return exits::done;
}

}  // namespace migc::cli
