#include "compiler/pipeline/compile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "compiler/backends/demands.hpp"
#include "compiler/cli/commands.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/cli/migration.hpp"
#include "compiler/cli/new_file.hpp"
#include "compiler/cli/output.hpp"
#include "compiler/cli/version.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/emit/files.hpp"
#include "compiler/emit/offline.hpp"
#include "compiler/exec/version_table.hpp"
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

/// All upgrades as one script.
emit::File whole_script(const std::vector<emit::Revision>& revisions,
                        const backends::Backend& backend, const backends::FrameOptions& frame) {
  emit::ScriptWriter script(backend, frame, revisions.size() > 1);
  for (const emit::Revision& revision : revisions) script.add(revision.up);
  const std::vector<std::string> end =
      revisions.empty() ? std::vector<std::string>{} : revisions.back().up.version.after;
  const bool allows_data_loss = !revisions.empty() && revisions.front().allows_data_loss;
  return {fmt::format("{}/upgrade.sql", backend.name()),
          std::move(script)
              .finish({tool_version, "base", backends::rows_text(end), allows_data_loss})
              .text};
}

std::vector<emit::File> all_files(const std::vector<emit::Revision>& revisions,
                                  const backends::Backend& backend,
                                  const backends::FrameOptions& frame) {
  std::vector<emit::File> files;
  for (const emit::Revision& revision : revisions)
    for (emit::File& file : emit::revision_files(revision, tool_version, backend, frame))
      files.push_back(std::move(file));
  files.push_back(whole_script(revisions, backend, frame));
  files.push_back(emit::manifest(revisions, tool_version, backend));
  return files;
}

/// The output folder as the working directory sees it: what the command line says is relative to
/// that, what migc.toml says to migc.toml.
fs::path out_folder(const config::Settings& settings) {
  if (settings.out.origin.kind == config::Origin::Kind::command_line) return settings.out.value;
  return settings.resolve(settings.out.value);
}

void write_depfile(Session& session, const Output& output, const pipeline::History& project,
                   const std::string& target, const std::string& path) {
  std::vector<std::string> read = project.files;
  if (!project.settings.file.empty()) read.push_back(project.settings.file.string());
  read.insert(read.end(), project.folders.begin(), project.folders.end());
  output.write(session, path, emit::depfile(target, read));
}

}  // namespace

int compile(Session& session, const CompileOptions& options) {
  const pipeline::Files<Project> files = load_files(session);
  const Project project = view_of(session, files);
  check_project(session, project);
  check_other_views(session, files);
  const backends::Backend& backend = backend_of(session, project);
  std::vector<emit::Revision> revisions;
  verify::Rehearsal rehearsal(backend, session.sources, session.diagnostics);
  pipeline::for_each_revision(
      project, session.diagnostics,
      [&](const pipeline::Compiled& compiled, const schema::Schema&) {
        revisions.push_back(revision_of(project, compiled, options.allow_data_loss));
      },
      session.options.rehearses ? rehearsal.hook() : pipeline::Rehearse());
  if (!session.diagnostics.ok()) throw Stop{exits::sources};

  const fs::path out = out_folder(project.settings);
  make_folder((out / backend.name()).string());
  backends::FrameOptions frame = frame_of(session, project);
  frame.runner = runner_of(session, options.runner);
  for (const emit::Revision& revision : revisions) {
    backend.check_runner(revision.up, frame.runner, session.diagnostics);
    if (revision.down) backend.check_runner(*revision.down, frame.runner, session.diagnostics);
  }
  if (!session.diagnostics.ok()) throw Stop{exits::sources};
  const auto made = all_files(revisions, backend, frame);
  const Output output(project.settings);
  for (const emit::File& file : made) output.check(session, (out / file.path).string());
  if (options.depfile) output.check(session, *options.depfile);
  const auto written = std::count_if(made.begin(), made.end(), [&](const emit::File& file) {
    const std::string path = (out / file.path).string();
    const bool changed = emit::write_file(path, file.content);
    if (changed) session.tell_verbose(diagnostics::printable(path));
    return changed;
  });
  if (options.depfile)
    write_depfile(session, output, files.all, (out / backend.name() / "upgrade.sql").string(),
                  *options.depfile);
  session.tell(fmt::format("{} files in {}: {} written, {} up to date", made.size(),
                           diagnostics::printable((out / backend.name()).string()), written,
                           made.size() - static_cast<std::size_t>(written)));
  return exits::done;
}

}  // namespace migc::cli
