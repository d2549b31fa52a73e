#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "compiler/diagnostics/catalogue.hpp"
#include "compiler/lower/lower.hpp"
#include "compiler/pipeline/project.hpp"
#include "compiler/syntax/parse.hpp"

namespace migc::pipeline {

namespace fs = std::filesystem;
namespace kind = diagnostics::kind;

namespace {

struct Found {
  std::string file;  ///< As the working directory sees it.
  std::string shown;
};

/// Reads a regular file whole; the error number otherwise.
int read_file(const std::string& path, std::string& text) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return errno;
  struct stat status {};
  int error = ::fstat(descriptor, &status) != 0 ? errno : 0;
  if (error == 0 && !S_ISREG(status.st_mode)) error = EINVAL;
  if (error == 0) text.resize(static_cast<std::size_t>(status.st_size));
  std::size_t filled = 0;
  while (error == 0 && filled < text.size()) {
    const ssize_t got = ::read(descriptor, text.data() + filled, text.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) error = errno;
    if (got <= 0) break;
    filled += static_cast<std::size_t>(got);
  }
  text.resize(filled);
  ::close(descriptor);
  return error;
}

bool is_migration(const fs::directory_entry& entry) {
  const std::string name = entry.path().filename().string();
  return entry.path().extension() == ".mig" && name.front() != '.' && name != "schema.mig";
}

template <class Iterator>
void collect(Iterator entries, const fs::path& folder, const std::string& shown,
             std::vector<Found>& found) {
  for (const fs::directory_entry& entry : entries)
    if (is_migration(entry))
      found.push_back({entry.path().string(),
                       (fs::path(shown) / entry.path().lexically_relative(folder)).string()});
}

/// The files of one version folder. What is shown begins with the folder's own name, so that it is
/// the same from whichever directory migc is run.
void search(const fs::path& folder, bool recursive, std::vector<Found>& found,
            diagnostics::Diagnostics& diagnostics) {
  std::error_code error;
  std::string shown = fs::weakly_canonical(folder, error).filename().string();
  if (!fs::is_directory(folder, error)) {
    diagnostics.report(kind::no_versions_folder, {}, folder.string());
    return;
  }
  if (recursive)
    collect(fs::recursive_directory_iterator(folder, error), folder, shown, found);
  else
    collect(fs::directory_iterator(folder, error), folder, shown, found);
  if (error) diagnostics.report(kind::cannot_read, {}, folder.string(), error.message());
}

}  // namespace

Project load(config::Settings settings, source::SourceSet& sources,
             diagnostics::Diagnostics& diagnostics) {
  Project project;
  project.dialect = config::effective_dialect(settings, diagnostics).value_or("sqlite");
  std::vector<Found> found;
  for (const std::string& folder : settings.versions.value) {
    const fs::path path = settings.resolve(folder);
    project.folders.push_back(path.string());
    search(path, settings.recursive.value, found, diagnostics);
  }
  std::sort(found.begin(), found.end(),
            [](const Found& a, const Found& b) { return a.file < b.file; });

  lower::Options options;
  options.dialect = project.dialect;
  for (const auto& [key, pattern] : settings.naming) options.naming[key] = pattern.value;
  for (Found& one : found) {
    std::string text;
    if (const int error = read_file(one.file, text); error != 0) {
      diagnostics.report(kind::cannot_read, {}, one.file, std::strerror(error));
      continue;
    }
    const std::uint32_t file = sources.add(one.file, std::move(text));
    std::optional<ast::File> parsed = syntax::parse(sources, file, diagnostics);
    if (!parsed) continue;
    project.revisions.push_back(lower::lower(*parsed, options, diagnostics));
    project.headers.push_back(std::move(parsed->header));
    project.paths.push_back(std::move(one.shown));
    project.files.push_back(std::move(one.file));
  }
  project.graph = graph::Graph::build(project.headers, diagnostics);
  project.settings = std::move(settings);
  return project;
}

}  // namespace migc::pipeline
