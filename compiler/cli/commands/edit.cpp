#include "compiler/cli/commands.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/cli/new_revision.hpp"
#include "compiler/cli/range.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"

namespace migc::cli {

int edit(Session& session, const ShowOptions& options) {
  const pipeline::History history = load_history(session, about({options.revision}));
  const graph::Target target = resolve_in_files(session, history, options.revision);
  if (target.revisions.empty())
    stop(session, exits::usage, diagnostics::kind::no_file_of_base, options.revision);
  std::vector<std::string> files;
  for (const graph::Index one : target.revisions) files.push_back(history.files[one]);
  open_editor(session, files);
  return exits::done;
}

}  // namespace migc::cli
