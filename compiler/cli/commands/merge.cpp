#include <algorithm>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/cli/new_revision.hpp"
#include "compiler/diagnostics/catalogue.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;
using pipeline::History;

namespace {

constexpr std::string_view merging_blocks =
    R"mig(-- A merge joins lines of revisions; what both change in the same place can be put in order here.
upgrade {
}

downgrade auto;
)mig";

/// The heads to be joined. Only heads: a merge of anything else would make one more head.
std::vector<graph::Index> parents_of(Session& session, const History& history,
                                     const MergeOptions& options) {
  std::vector<graph::Index> parents;
  for (const std::string& word : options.revisions) {
    const std::vector<std::string> rows = rows_for(session, history, {word});
    for (const graph::Index one :
         resolve(session, history, word, {rows, graph::Use::parent, true}).revisions) {
      const std::string& id = history.graph.id(one);
      if (std::find(parents.begin(), parents.end(), one) != parents.end())
        stop(session, exits::usage, kind::merged_twice, id);
      if (!history.graph.is_head(one)) stop(session, exits::usage, kind::merge_of_no_head, id);
      parents.push_back(one);
    }
  }
  if (parents.size() < 2)
    stop(session, exits::usage, kind::nothing_to_merge,
         parents.empty() ? "no revision" : "only `" + history.graph.id(parents[0]) + "`");
  return parents;
}

}  // namespace

int merge(Session& session, const MergeOptions& options) {
  const History history = load_history(session);
  NewRevision wanted;
  wanted.parents = parents_of(session, history, options);
  wanted.message = options.message;
  if (wanted.message.empty())
    for (const graph::Index parent : wanted.parents)
      wanted.message += (wanted.message.empty() ? "Merge " : " and ") + history.graph.id(parent);
  wanted.id = options.rev_id;
  wanted.labels = options.labels;
  wanted.blocks = merging_blocks;
  static_cast<void>(write_revision(session, history, wanted));
  return exits::done;
}

}  // namespace migc::cli
