#include "compiler/cli/output.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <optional>

#include "compiler/config/url.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/emit/offline.hpp"
#include "compiler/pipeline/files.hpp"

namespace migc::cli {

namespace fs = std::filesystem;

namespace {

/// A path without links and dots, also of a file that is not there yet.
fs::path real(const fs::path& path) {
  std::error_code error;
  fs::path found = fs::weakly_canonical(fs::absolute(path, error), error);
  return error ? path.lexically_normal() : found;
}

std::optional<std::pair<dev_t, ino_t>> inode_of(const fs::path& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return std::nullopt;
  return std::pair{found.st_dev, found.st_ino};
}

}  // namespace

void Output::Known::add(const fs::path& path) {
  paths.insert(real(path));
  if (const auto inode = inode_of(path)) inodes.insert(*inode);
}

bool Output::Known::has(const fs::path& path) const {
  const auto inode = inode_of(path);
  return paths.contains(real(path)) || (inode && inodes.contains(*inode));
}

Output::Output(const config::Settings& settings) : recursive_(settings.recursive.value) {
  diagnostics::Diagnostics diagnostics;
  const auto url = config::database_url(settings, diagnostics);
  if (url && url->dialect == "sqlite" && !url->in_memory())
    for (const fs::path& database : {fs::path(url->database), real(url->database)})
      for (const char* suffix : {"", "-journal", "-wal", "-shm"})
        database_.add(fs::path(database) += suffix);

  for (const std::string& folder : pipeline::version_folders(settings))
    folders_.insert(real(folder));
  for (const pipeline::MigFile& file : pipeline::find_files(settings, diagnostics))
    sources_.add(file.file);
  sources_.add(settings.resolve(settings.schema.value));
  if (!settings.file.empty()) sources_.add(settings.file);
}

/// Whether a new file there would be read with the others.
bool Output::becomes_revision(const fs::path& path) const {
  if (path.extension() != ".mig") return false;
  const fs::path folder = real(path).parent_path();
  return std::any_of(folders_.begin(), folders_.end(), [&](const fs::path& searched) {
    const fs::path below = folder.lexically_relative(searched);
    return below == "." || (recursive_ && !below.empty() && *below.begin() != "..");
  });
}

void Output::check(Session& session, const std::string& path) const {
  namespace kind = diagnostics::kind;
  if (database_.has(path))
    stop(session, exits::usage, kind::output_onto, path, "the database, or a part of it");
  if (sources_.has(path) || becomes_revision(path))
    stop(session, exits::usage, kind::output_onto, path, "a source of the project");
}

bool Output::write(Session& session, const std::string& path, const std::string& content) const {
  check(session, path);
  return emit::write_file(path, content);
}

}  // namespace migc::cli
