#include "compiler/emit/output_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <system_error>

#include "compiler/emit/offline.hpp"
#include "compiler/source/read_file.hpp"

namespace migc::emit {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

std::string join(const std::string& folder, const std::string& path) {
  return (fs::path(folder) / path).string();
}

/// The scripts of the revisions that a manifest lists, by name. A manifest that somebody edited may
/// hold anything: an id that leads out of the folder is none.
std::vector<std::string> listed_scripts(const std::string& manifest) {
  std::vector<std::string> names;
  const Json document = Json::parse(manifest, nullptr, false);
  if (!document.is_object() || !document.contains("revisions")) return names;
  for (const Json& revision : document["revisions"]) {
    const Json id = revision.is_object() ? revision.value("id", Json()) : Json();
    if (!id.is_string() || id.get<std::string>().find('/') != std::string::npos) continue;
    for (const char* way : {"up", "down"})
      names.push_back(fmt::format("{}.{}.sql", id.get<std::string>(), way));
  }
  return names;
}

}  // namespace

std::string_view words(Stale::How how) {
  switch (how) {
    case Stale::How::missing:
      return "is missing";
    case Stale::How::changed:
      return "differs";
    case Stale::How::left_over:
      return "is left over from a revision that is gone";
  }
  return "";
}

std::vector<std::string> left_over(const std::string& folder, const std::vector<File>& files) {
  assert(!files.empty());
  const fs::path manifest = files.back().path;
  const auto written = source::read_file(join(folder, manifest.string()));
  if (!written) return {};
  std::set<std::string> wanted;
  for (const File& file : files) wanted.insert(file.path);
  std::vector<std::string> gone;
  for (const std::string& script : listed_scripts(*written))
    for (const std::string& name : {script, script + ".map.json"}) {
      const std::string path = (manifest.parent_path() / name).string();
      if (!wanted.contains(path) && fs::exists(join(folder, path)))
        gone.push_back(join(folder, path));
    }
  return gone;
}

std::vector<Stale> stale(const std::string& folder, const std::vector<File>& files) {
  std::vector<Stale> found;
  for (const File& file : files) {
    const std::string path = join(folder, file.path);
    const auto content = source::read_file(path);
    if (!content)
      found.push_back({Stale::How::missing, path});
    else if (*content != file.content)
      found.push_back({Stale::How::changed, path});
  }
  for (std::string& path : left_over(folder, files))
    found.push_back({Stale::How::left_over, std::move(path)});
  return found;
}

Changes bring_up_to_date(const std::string& folder, const std::vector<File>& files) {
  Changes changes;
  changes.removed = left_over(folder, files);
  for (const std::string& path : changes.removed) fs::remove(path);
  for (const File& file : files) {
    std::string path = join(folder, file.path);
    if (write_file(path, file.content)) changes.written.push_back(std::move(path));
  }
  return changes;
}

void touch(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  const bool touched = descriptor >= 0 && ::futimens(descriptor, nullptr) == 0;
  const int error = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (!touched)
    throw std::system_error(error, std::generic_category(), fmt::format("cannot write `{}`", path));
}

}  // namespace migc::emit
