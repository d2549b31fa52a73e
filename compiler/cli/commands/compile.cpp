#include "compiler/pipeline/compile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "compiler/cli/compilation.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/cli/migration.hpp"
#include "compiler/cli/new_file.hpp"
#include "compiler/cli/output.hpp"
#include "compiler/cli/version.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/diagnostics/counted.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/drivers/drivers.hpp"
#include "compiler/emit/offline.hpp"
#include "compiler/emit/output_folder.hpp"
#include "compiler/emit/record.hpp"
#include "compiler/exec/version_table.hpp"
#include "compiler/pipeline/files.hpp"
#include "compiler/source/read_file.hpp"

namespace migc::cli {

namespace fs = std::filesystem;
namespace kind = diagnostics::kind;
using pipeline::Project;

namespace {

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

void check_runner(Session& session, const std::vector<emit::Revision>& revisions,
                  const backends::Backend& backend, backends::Runner runner) {
  for (const emit::Revision& revision : revisions) {
    backend.check_runner(revision.up, runner, session.diagnostics);
    if (revision.down) backend.check_runner(*revision.down, runner, session.diagnostics);
  }
  if (!session.diagnostics.ok()) throw Stop{exits::sources};
}

/// Says which files are not up to date.
int check_files(Session& session, const std::string& out, const std::string& folder,
                const std::vector<emit::File>& files) {
  constexpr std::size_t most_listed = 20;
  const std::vector<emit::Stale> found = emit::stale(out, files);
  if (found.empty()) return exits::done;
  diagnostics::Diagnostic& complaint = session.diagnostics.report(
      kind::stale_files, {}, diagnostics::counted(found.size(), "file"), folder);
  for (std::size_t at = 0; at < std::min(found.size(), most_listed); ++at)
    complaint.note(fmt::format("`{}` {}", found[at].path, emit::words(found[at].how)));
  if (found.size() > most_listed)
    complaint.note(fmt::format("and {} more", found.size() - most_listed));
  complaint.note("run `migc compile`");
  return exits::no;
}

/// Writes what a build tool asked for.
void finish_build(Session& session, const Output& output, const pipeline::History& history,
                  const std::string& folder, const CompileOptions& options) {
  const std::string target = options.stamp.value_or(folder + "/upgrade.sql");
  if (options.depfile) write_depfile(session, output, history, target, *options.depfile);
  if (options.stamp) emit::touch(*options.stamp);
}

void tell_changes(const Session& session, const std::string& folder, std::size_t files,
                  const emit::Changes& changes) {
  using diagnostics::printable;
  for (const std::string& path : changes.written) session.tell_verbose(printable(path));
  for (const std::string& path : changes.removed)
    session.tell_verbose(fmt::format("{} removed", printable(path)));
  const std::size_t written = changes.written.size();
  std::string line = fmt::format("{} files in {}: {} written, {} up to date", files,
                                 printable(folder), written, files - written);
  if (!changes.removed.empty()) line += fmt::format(", {} removed", changes.removed.size());
  session.tell(line);
}

/// Everything that the compiled files depend on, and what else a compilation checks.
std::string inputs_of(const Session& session, const config::Settings& settings,
                      const CompileOptions& options, const std::vector<pipeline::MigFile>& files) {
  emit::Inputs inputs;
  inputs.add(tool_version);
  inputs.add(drivers::find_driver("sqlite")->version());
  inputs.add(fmt::format("{} {} {} {}", options.runner, options.allow_data_loss,
                         session.options.rehearses, settings.env));
  inputs.add(settings.file.empty() ? "" : source::read_file(settings.file.string()).value_or(""));
  // What variables and options make of it.
  inputs.add(fmt::format(
      "{}\n{}\n{}\n{} {}\n{}", settings.dialect.value, settings.version_table.value,
      settings.log_table.value, static_cast<int>(settings.sqlite_rebuild.value),
      static_cast<int>(settings.sqlite_strategy.value), settings.sqlite_min_version.value));
  for (const auto& [kind_of_name, pattern] : settings.naming) {
    inputs.add(kind_of_name);
    inputs.add(pattern.value);
  }
  for (const auto& [name, value] : settings.parameters) {
    inputs.add(name);
    inputs.add(value.value);
  }
  for (const pipeline::MigFile& file : files) {
    inputs.add(file.shown);
    inputs.add(file.text);
  }
  return inputs.digest();
}

/// The inputs as they are now, and the files that were made of the same ones, if all is as it was.
/// Nothing is parsed for that.
struct Before {
  std::string inputs{};  ///< Empty if they cannot be read.
  std::optional<std::size_t> files{};
  std::string folder{};  ///< Where they are.
};

Before look_back(const Session& session, const CompileOptions& options) {
  Session look(session.options);  // what it complains of, compiling says better
  try {
    const config::Settings settings = load_settings(look);
    const auto files = pipeline::read_files(settings, look.diagnostics);
    const auto dialect = config::effective_dialect(settings, look.diagnostics);
    if (!look.diagnostics.all().empty() || !dialect) return {};
    const fs::path out = out_folder(settings);
    std::string inputs = inputs_of(look, settings, options, files);
    const auto unchanged = emit::recorded(out.string(), *dialect, inputs);
    return {std::move(inputs), unchanged, (out / *dialect).string()};
  } catch (const Stop&) {
    return {};
  }
}

/// Ends a compilation of what was compiled before: a build tool still wants its dependencies and a
/// new time.
int finish_unchanged(Session& session, const CompileOptions& options, const Before& before) {
  if (options.check) return exits::done;
  if (options.depfile || options.stamp) {
    const pipeline::History history = load_history(session);
    const Output output(history.settings);
    for (const auto& path : {options.depfile, options.stamp})
      if (path) output.check(session, *path);
    finish_build(session, output, history, before.folder, options);
  }
  tell_changes(session, before.folder, *before.files, {});
  return exits::done;
}

void check_options(Session& session, const CompileOptions& options) {
  if (options.emit != "sql" && options.emit != "cpp")
    stop(session, exits::usage, kind::option_value, "--emit", "`sql` or `cpp`", options.emit);
  if (options.name && options.emit != "cpp")
    stop(session, exits::usage, kind::option_value, "--namespace", "beside `--emit cpp`",
         *options.name);
  if (!options.check) return;
  if (options.depfile) stop(session, exits::usage, kind::check_beside, "--depfile");
  if (options.stamp) stop(session, exits::usage, kind::check_beside, "--stamp");
}

}  // namespace

int compile(Session& session, const CompileOptions& options) {
  check_options(session, options);
  if (options.emit == "cpp") return compile_program(session, options);
  const Before before = look_back(session, options);
  if (before.files) return finish_unchanged(session, options, before);
  const pipeline::Files<Project> read = load_files(session);
  const Project project = view_of(session, read);
  check_project(session, project);
  check_other_views(session, read);
  const backends::Backend& backend = backend_of(session, project);
  const auto revisions = compiled(session, project, backend, options.allow_data_loss);
  backends::FrameOptions frame = frame_of(session, project);
  frame.runner = runner_of(session, options.runner);
  check_runner(session, revisions, backend, frame.runner);

  const std::string out = out_folder(project.settings).string();
  const std::string folder = (fs::path(out) / backend.name()).string();
  const std::vector<emit::File> files = all_files(revisions, backend, frame);
  if (options.check) return check_files(session, out, folder, files);
  const Output output(project.settings);
  for (const emit::File& file : files) output.check(session, (fs::path(out) / file.path).string());
  for (const auto& path : {options.depfile, options.stamp})
    if (path) output.check(session, *path);
  make_folder(folder);
  const emit::Changes changes = emit::bring_up_to_date(out, files);
  if (!before.inputs.empty() && session.diagnostics.all().empty()) {
    const emit::File record = emit::record(backend.name(), before.inputs, files);
    output.write(session, (fs::path(out) / record.path).string(), record.content);
  }
  finish_build(session, output, read.all, folder, options);
  tell_changes(session, folder, files.size(), changes);
  return exits::done;
}

}  // namespace migc::cli
