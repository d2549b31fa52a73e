#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "compiler/diagnostics/catalogue/config.hpp"
#include "compiler/dialects/dialects.hpp"
#include "compiler/lower/lower.hpp"
#include "compiler/pipeline/files.hpp"
#include "compiler/pipeline/project.hpp"
#include "compiler/pipeline/schema_text.hpp"
#include "compiler/syntax/checksum.hpp"
#include "compiler/syntax/parse.hpp"

namespace migc::pipeline {

namespace {

/// Hands the files of the history on, in order. `take` says whether a file is one of its revisions.
template <class Take>
void take_files(History& history, config::Settings settings, source::SourceSet& sources,
                diagnostics::Diagnostics& diagnostics, Take take) {
  history.dialect =
      &backends::rules_of(config::effective_dialect(settings, diagnostics).value_or("sqlite"));
  history.settings = std::move(settings);
  history.folders = version_folders(history.settings);
  for (MigFile& file : read_files(history.settings, diagnostics)) {
    if (!take(sources.add(file.file, std::move(file.text)))) continue;
    history.paths.push_back(std::move(file.shown));
    history.files.push_back(std::move(file.file));
  }
}

/// Whether the file is a revision, which is the project's then.
bool take_revision(Project& project, std::uint32_t file, const source::SourceSet& sources,
                   diagnostics::Diagnostics& diagnostics) {
  std::optional<ast::File> parsed =
      syntax::parse(sources, file, diagnostics, project.dialect->naming);
  if (!parsed) return false;
  project.revisions.push_back(
      lower::lower(*parsed, lower_options(project.settings, *project.dialect), diagnostics));
  project.checksums.push_back(syntax::checksum(sources[file].text(), project.dialect->name));
  project.headers.push_back(std::move(parsed->header));
  return true;
}

/// A misspelt name would leave the parameter its default.
void check_parameters(const Project& all, diagnostics::Diagnostics& diagnostics) {
  std::vector<std::string> declared;
  for (const ir::Header& header : all.headers)
    for (const ir::Parameter& one : header.parameters) declared.push_back(one.name.text);
  for (const auto& [name, value] : all.settings.parameters) {
    const bool known = std::any_of(declared.begin(), declared.end(),
                                   [&](const std::string& one) { return source::same(one, name); });
    if (!known)
      diagnostics
          .report(diagnostics::kind::undeclared_parameter, value.origin.place, name,
                  value.origin.name)
          .suggest(name, declared);
  }
}

}  // namespace

Files<History> read_headers(config::Settings settings, source::SourceSet& sources,
                            diagnostics::Diagnostics& diagnostics) {
  Files<History> files;
  take_files(files.all, std::move(settings), sources, diagnostics, [&](std::uint32_t file) {
    std::optional<ir::Header> header = syntax::parse_header(sources, file, diagnostics);
    if (header) files.all.headers.push_back(std::move(*header));
    return header.has_value();
  });
  return files;
}

Files<Project> read_project(config::Settings settings, source::SourceSet& sources,
                            diagnostics::Diagnostics& diagnostics) {
  Files<Project> files;
  take_files(files.all, std::move(settings), sources, diagnostics, [&](std::uint32_t file) {
    return take_revision(files.all, file, sources, diagnostics);
  });
  if (diagnostics.ok()) check_parameters(files.all, diagnostics);
  return files;
}

void add_file(Files<Project>& files, std::string path, std::string text, source::SourceSet& sources,
              diagnostics::Diagnostics& diagnostics) {
  if (!take_revision(files.all, sources.add(path, std::move(text)), sources, diagnostics)) return;
  files.all.paths.push_back(path);
  files.all.files.push_back(std::move(path));
}

std::string checksum(const History& history, graph::Index revision,
                     const source::SourceSet& sources) {
  const std::uint32_t file = history.headers[revision].id.written.file;
  return syntax::checksum(sources[file].text(), history.dialect->name);
}

}  // namespace migc::pipeline
