#include "compiler/pipeline/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <thread>

#include "compiler/diagnostics/catalogue/pipeline.hpp"

namespace migc::pipeline {

namespace fs = std::filesystem;
namespace kind = diagnostics::kind;

namespace {

/// Reads a file whole; the error number otherwise. A text shorter than the buffer, as nearly all
/// are, takes one call, and its size need not be asked for.
int read_file(const std::string& path, std::vector<char>& buffer, std::string& text) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return errno;
  int error = 0;
  for (bool more = true; more;) {
    const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) error = errno;
    if (got > 0) text.append(buffer.data(), static_cast<std::size_t>(got));
    more = got == static_cast<ssize_t>(buffer.size());
  }
  ::close(descriptor);
  return error;
}

bool is_migration(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name.ends_with(".mig") && name.front() != '.' && name != "schema.mig";
}

/// `folder` without a slash at its end; what is shown begins with its own name, so that it is the
/// same from whichever directory migc is run.
template <class Iterator>
void collect(Iterator entries, const std::string& folder, const std::string& name,
             std::vector<MigFile>& found, diagnostics::Diagnostics& diagnostics) {
  for (const fs::directory_entry& entry : entries) {
    const std::string& path = entry.path().native();
    if (!is_migration(path)) continue;
    std::error_code error;  // a broken link is left to who opens it
    if (entry.exists(error) && !entry.is_regular_file(error))
      diagnostics.report(kind::cannot_read, {}, path, "it is not a file");
    else
      found.push_back({path, name + path.substr(folder.size())});
  }
}

void search(const std::string& folder, bool recursive, std::vector<MigFile>& found,
            diagnostics::Diagnostics& diagnostics) {
  std::error_code error;
  const std::string name = fs::weakly_canonical(folder, error).filename().string();
  if (!fs::is_directory(folder, error)) {
    diagnostics.report(kind::no_versions_folder, {}, folder);
    return;
  }
  if (recursive)
    collect(fs::recursive_directory_iterator(folder, error), folder, name, found, diagnostics);
  else
    collect(fs::directory_iterator(folder, error), folder, name, found, diagnostics);
  if (error) diagnostics.report(kind::cannot_read, {}, folder, error.message());
}

/// Reads all texts; returns the error number of each file. Opening files takes longer than anything
/// else that is done with their headers, and several can be opened at a time.
std::vector<int> read_texts(std::vector<MigFile>& files) {
  constexpr std::size_t worth_a_thread = 1000;
  std::vector<int> errors(files.size(), 0);
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    std::vector<char> buffer(std::size_t{1} << 16);
    for (std::size_t at = next++; at < files.size(); at = next++)
      errors[at] = read_file(files[at].file, buffer, files[at].text);
  };
  std::vector<std::jthread> helpers;
  const std::size_t most = std::min<std::size_t>(std::thread::hardware_concurrency(), 8);
  while (helpers.size() + 1 < most && (helpers.size() + 1) * worth_a_thread < files.size())
    helpers.emplace_back(work);
  work();
  helpers.clear();  // joins them
  return errors;
}

}  // namespace

std::vector<std::string> version_folders(const config::Settings& settings) {
  std::vector<std::string> folders;
  for (const std::string& written : settings.versions.value) {
    std::string folder = settings.resolve(written).string();
    while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
    folders.push_back(std::move(folder));
  }
  return folders;
}

std::vector<MigFile> find_files(const config::Settings& settings,
                                diagnostics::Diagnostics& diagnostics) {
  std::vector<MigFile> files;
  for (const std::string& folder : version_folders(settings))
    search(folder, settings.recursive.value, files, diagnostics);
  std::sort(files.begin(), files.end(),
            [](const MigFile& a, const MigFile& b) { return a.file < b.file; });
  return files;
}

std::vector<MigFile> read_files(const config::Settings& settings,
                                diagnostics::Diagnostics& diagnostics) {
  std::vector<MigFile> files = find_files(settings, diagnostics);
  const std::vector<int> errors = read_texts(files);
  for (std::size_t at = 0; at < files.size(); ++at)
    if (errors[at] != 0)
      diagnostics.report(kind::cannot_read, {}, files[at].file, std::strerror(errors[at]));
  std::size_t at = 0;
  std::erase_if(files, [&](const MigFile&) { return errors[at++] != 0; });
  return files;
}

}  // namespace migc::pipeline
