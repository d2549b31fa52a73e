#include "compiler/cli/compilation.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "compiler/backends/row_checks.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/emit/files.hpp"
#include "compiler/verify/rehearsal.hpp"

namespace migc::cli {

namespace fs = std::filesystem;
using pipeline::Project;

namespace {

emit::Revision revision_of(const Project& project, const pipeline::Compiled& compiled,
                           bool allow_data_loss) {
  const ir::Header& header = project.headers[compiled.revision];
  emit::Revision revision;
  revision.id = header.id.text;
  revision.message = header.message;
  revision.path = project.paths[compiled.revision];
  for (const graph::Index parent : project.graph.parents(compiled.revision))
    revision.parents.push_back(project.graph.id(parent));
  revision.up = compiled.up;
  revision.down = compiled.down;
  revision.allows_data_loss = allow_data_loss;
  if (allow_data_loss) {
    backends::allow_data_loss(revision.up);
    if (revision.down) backends::allow_data_loss(*revision.down);
  }
  if (!compiled.down) revision.irreversible = project.revisions[compiled.revision].downgrade.why;
  return revision;
}

/// Every folder that was searched. A new file changes the time of its folder.
std::vector<std::string> folders_of(const pipeline::History& project) {
  std::vector<std::string> folders = project.folders;
  if (!project.settings.recursive.value) return folders;
  for (const std::string& top : project.folders)
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(top))
      if (entry.is_directory()) folders.push_back(entry.path().string());
  std::sort(folders.begin(), folders.end());
  return folders;
}

}  // namespace

void write_depfile(Session& session, const Output& output, const pipeline::History& project,
                   const std::string& target, const std::string& path) {
  std::vector<std::string> read = project.files;
  if (!project.settings.file.empty()) read.push_back(project.settings.file.string());
  const std::vector<std::string> folders = folders_of(project);
  read.insert(read.end(), folders.begin(), folders.end());
  output.write(session, path, emit::depfile(target, read));
}

std::vector<emit::Revision> compiled(Session& session, const Project& project,
                                     const backends::Backend& backend, bool allow_data_loss) {
  std::vector<emit::Revision> revisions;
  verify::Rehearsal rehearsal(backend, session.sources, session.diagnostics);
  pipeline::for_each_revision(
      project, session.diagnostics,
      [&](const pipeline::Compiled& one, const schema::Schema&) {
        revisions.push_back(revision_of(project, one, allow_data_loss));
      },
      session.options.rehearses ? rehearsal.hook() : pipeline::Rehearse());
  if (!session.diagnostics.ok()) throw Stop{exits::sources};
  return revisions;
}

}  // namespace migc::cli
