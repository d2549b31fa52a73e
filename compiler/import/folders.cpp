#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string_view>

#include "compiler/diagnostics/catalogue/import.hpp"
#include "compiler/import/source.hpp"
#include "compiler/import/sql_text.hpp"
#include "compiler/source/name.hpp"

namespace migc::import {

namespace fs = std::filesystem;
namespace kind = diagnostics::kind;

namespace {

/// The folders in a folder that have a file of this name, in the order of their own.
std::vector<fs::path> folders_with(const std::string& folder, const char* file) {
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (entry.is_directory() && fs::is_regular_file(entry.path() / file))
      found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

bool has_sql_files(const std::string& folder) {
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".sql") return true;
  return false;
}

/// What a TOML file says of a key, without the quotes; empty without it. One line each is all that
/// these tools write.
std::string setting_of(const fs::path& path, std::string_view key) {
  if (!fs::is_regular_file(path)) return {};
  const std::string text = content_of(path.string());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string line = text.substr(at, end - at);
    std::erase_if(line, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '"'; });
    if (line.starts_with(fmt::format("{}=", key))) return line.substr(key.size() + 1);
    at = end + 1;
  }
  return {};
}

SourceText text_of(const fs::path& path) { return {path.string(), content_of(path.string())}; }

void follow(std::vector<SourceRevision>& revisions, SourceRevision revision) {
  if (!revisions.empty()) revision.parents = {revisions.back().id};
  revisions.push_back(std::move(revision));
}

/// `NAME/up.sql`, `NAME/down.sql`, and `NAME/metadata.toml` where there is something to set.
std::vector<SourceRevision> diesel_revisions(const std::vector<fs::path>& folders) {
  std::vector<SourceRevision> revisions;
  for (const fs::path& folder : folders) {
    SourceRevision revision{.id = id_of(folder.filename().string()),
                            .up = text_of(folder / "up.sql")};
    if (fs::is_regular_file(folder / "down.sql")) revision.down = text_of(folder / "down.sql");
    revision.transactional = setting_of(folder / "metadata.toml", "run_in_transaction") != "false";
    follow(revisions, std::move(revision));
  }
  return revisions;
}

/// `NAME/migration.sql`, and `migration_lock.toml` that says for which database.
std::vector<SourceRevision> prisma_revisions(const std::string& folder,
                                             const std::vector<fs::path>& folders,
                                             diagnostics::Diagnostics& diagnostics) {
  const std::string provider = setting_of(fs::path(folder) / "migration_lock.toml", "provider");
  if (!provider.empty() && provider != "sqlite")
    diagnostics.report(kind::nothing_to_import, {}, folder,
                       fmt::format("`migration_lock.toml` says that it is for `{}`", provider));
  std::vector<SourceRevision> revisions;
  for (const fs::path& one : folders)
    follow(revisions, {.id = id_of(one.filename().string()), .up = text_of(one / "migration.sql")});
  return revisions;
}

}  // namespace

std::vector<SourceRevision> folder_revisions(const std::string& folder, source::SourceSet& sources,
                                             diagnostics::Diagnostics& diagnostics) {
  if (fs::is_regular_file(fs::path(folder) / "sqitch.plan"))
    return sqitch_revisions(folder, sources, diagnostics);
  const std::vector<fs::path> diesel = folders_with(folder, "up.sql");
  const std::vector<fs::path> prisma = folders_with(folder, "migration.sql");
  const bool numbered = has_sql_files(folder);
  if (int(numbered) + int(!diesel.empty()) + int(!prisma.empty()) > 1) {
    diagnostics.report(kind::nothing_to_import, {}, folder,
                       "it mixes several layouts of migrations (files `*.sql`, `NAME/up.sql`, "
                       "`NAME/migration.sql`), so their order is unknown");
    return {};
  }
  if (!diesel.empty()) return diesel_revisions(diesel);
  if (!prisma.empty()) return prisma_revisions(folder, prisma, diagnostics);
  if (!numbered && fs::is_directory(fs::path(folder) / "deploy")) {
    diagnostics.report(kind::nothing_to_import, {}, folder,
                       "it has a Sqitch folder `deploy`, but no `sqitch.plan`");
    return {};
  }
  return numbered_revisions(folder, diagnostics);
}

}  // namespace migc::import
