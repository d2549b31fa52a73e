#include "compiler/cli/edited.hpp"

#include <fmt/format.h>

namespace migc::cli {

std::vector<Edited> edited_revisions(const graph::Graph& graph, const graph::Set& applied,
                                     const exec::Log& log,
                                     const std::function<std::string(graph::Index)>& checksum) {
  std::vector<Edited> edited;
  if (log.empty()) return edited;
  for (const graph::Index one : graph.order()) {
    if (!applied[one]) continue;
    const auto found = log.find(graph.id(one));
    if (found == log.end() || found->second.event == "downgrade") continue;
    std::string now = checksum(one);
    if (now != found->second.checksum) edited.push_back({one, std::move(now), found->second});
  }
  return edited;
}

std::string when_and_who(const exec::Logged& logged) {
  return fmt::format("{} UTC{}{}", logged.at.substr(0, logged.at.find('.')),
                     logged.by.empty() ? "" : " by ", logged.by);
}

}  // namespace migc::cli
