#include <string>
#include <utility>
#include <vector>

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
  history.dialect = config::effective_dialect(settings, diagnostics).value_or("sqlite");
  history.settings = std::move(settings);
  history.folders = version_folders(history.settings);
  for (MigFile& file : read_files(history.settings, diagnostics)) {
    if (!take(sources.add(file.file, std::move(file.text)))) continue;
    history.paths.push_back(std::move(file.shown));
    history.files.push_back(std::move(file.file));
  }
  history.graph = graph::Graph::build(history.headers, diagnostics);
}

}  // namespace

History read_history(config::Settings settings, source::SourceSet& sources,
                     diagnostics::Diagnostics& diagnostics) {
  History history;
  take_files(history, std::move(settings), sources, diagnostics, [&](std::uint32_t file) {
    std::optional<ir::Header> header = syntax::parse_header(sources, file, diagnostics);
    if (header) history.headers.push_back(std::move(*header));
    return header.has_value();
  });
  return history;
}

Project load(config::Settings settings, source::SourceSet& sources,
             diagnostics::Diagnostics& diagnostics) {
  Project project;
  lower::Options options = lower_options(settings, "");
  take_files(project, std::move(settings), sources, diagnostics, [&](std::uint32_t file) {
    std::optional<ast::File> parsed = syntax::parse(sources, file, diagnostics);
    if (!parsed) return false;
    options.dialect = project.dialect;
    project.revisions.push_back(lower::lower(*parsed, options, diagnostics));
    project.checksums.push_back(syntax::checksum(sources[file].text(), project.dialect));
    project.headers.push_back(std::move(parsed->header));
    return true;
  });
  return project;
}

std::string checksum(const History& history, graph::Index revision,
                     const source::SourceSet& sources) {
  const std::uint32_t file = history.headers[revision].id.written.file;
  return syntax::checksum(sources[file].text(), history.dialect);
}

}  // namespace migc::pipeline
