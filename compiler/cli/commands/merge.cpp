#include "compiler/pipeline/merge.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/cli/new_revision.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/pipeline/compile.hpp"

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

std::string listed(const History& history, const std::vector<graph::Index>& revisions) {
  std::string text;
  for (std::size_t at = 0; at < revisions.size(); ++at)
    text += fmt::format("{}`{}`",
                        at == 0                      ? ""
                        : at + 1 == revisions.size() ? " and "
                                                     : ", ",
                        history.graph.id(revisions[at]));
  return text;
}

/// Stops when the project does not compile with the new file in it. Says where the order of the
/// branches decides.
void check_merged(Session& session, pipeline::Files<pipeline::Project> files,
                  const pipeline::Project& project, const std::vector<graph::Index>& parents,
                  const RevisionFile& file) {
  for (const pipeline::BothWrite& both : pipeline::written_by_both(project, parents))
    session.diagnostics
        .report(kind::both_write, {}, project.graph.id(both.one), project.graph.id(both.other),
                both.table, both.column)
        .note("the one applied last wins: set the final state in the merge");
  pipeline::add_file(files, file.path, file.header + std::string(merging_blocks), session.sources,
                     session.diagnostics);
  const pipeline::Project merged = pipeline::view(std::move(files), {}, session.diagnostics);
  std::vector<graph::Index> heads;
  for (const graph::Index parent : parents)
    heads.push_back(*merged.graph.find(project.graph.id(parent)));
  if (session.diagnostics.ok()) pipeline::check_merge(merged, heads, session.diagnostics);
  if (session.diagnostics.ok()) rehearse_project(session, merged);
  if (session.diagnostics.ok()) return;
  session.diagnostics.report(kind::merge_does_not_compile, {}, listed(project, parents))
      .note(fmt::format("nothing was written; put one branch after the other with `migc rebase`, "
                        "and remove what both do"));
  throw Stop{exits::sources};
}

}  // namespace

int merge(Session& session, const MergeOptions& options) {
  const pipeline::Files<pipeline::Project> files = load_files(session);
  const pipeline::Project project = view_of(session, files);
  check_project(session, project);
  NewRevision wanted;
  wanted.parents = parents_of(session, project, options);
  wanted.message = options.message;
  if (wanted.message.empty())
    for (const graph::Index parent : wanted.parents)
      wanted.message += (wanted.message.empty() ? "Merge " : " and ") + project.graph.id(parent);
  wanted.id = options.rev_id;
  wanted.labels = options.labels;
  wanted.blocks = merging_blocks;
  const RevisionFile file = revision_file(session, project, wanted);
  check_merged(session, files, project, wanted.parents, file);
  write_file(session, project.settings, file, merging_blocks);
  return exits::done;
}

}  // namespace migc::cli
