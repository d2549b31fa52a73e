#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"

namespace migc::cli {

using graph::Index;

int branches(Session& session) {
  const pipeline::History history = load_history(session);
  const Listing listing(history, session.colored());
  const std::vector<Index>& order = history.graph.order();
  std::vector<Index> points;  // newest first, as everywhere
  std::copy_if(order.rbegin(), order.rend(), std::back_inserter(points),
               [&](Index one) { return history.graph.is_branch_point(one); });
  if (session.options.json) {
    nlohmann::ordered_json list = listing.json(points);
    for (std::size_t at = 0; at < points.size(); ++at)
      list[at]["branches_into"] = listing.json(history.graph.children(points[at]));
    session.print(document({{"revisions", std::move(list)}}));
    return exits::done;
  }
  Shown of_point{.labels = true, .joints = true};
  Shown of_child{.labels = true, .joints = true, .message = session.options.verbose};
  for (const Index point : points) {
    session.print(session.options.verbose ? listing.block(point)
                                          : listing.line(point, of_point) + "\n");
    const std::string margin(history.graph.id(point).size(), ' ');
    for (const Index child : history.graph.children(point))
      session.print(margin + " -> " + listing.line(child, of_child) + "\n");
    session.print("\n");
  }
  return exits::done;
}

}  // namespace migc::cli
