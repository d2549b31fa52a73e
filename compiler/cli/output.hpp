#pragma once

#include <sys/types.h>

#include <filesystem>
#include <set>
#include <string>
#include <utility>

#include "compiler/cli/session.hpp"
#include "compiler/config/settings.hpp"

namespace migc::cli {

/// Writes files of output, but never over the configured database, what SQLite keeps next to it, or
/// a source of the project: whatever name or link leads there.
class Output {
 public:
  explicit Output(const config::Settings& settings);

  /// Stops when a file must not be written there.
  void check(Session& session, const std::string& path) const;
  /// Writes a file. Returns whether that changed it.
  bool write(Session& session, const std::string& path, const std::string& content) const;

 private:
  /// Files by their paths without links, and by their inodes where they are there already.
  struct Known {
    std::set<std::filesystem::path> paths{};
    std::set<std::pair<dev_t, ino_t>> inodes{};

    void add(const std::filesystem::path& path);
    [[nodiscard]] bool has(const std::filesystem::path& path) const;
  };

  [[nodiscard]] bool becomes_revision(const std::filesystem::path& path) const;

  Known database_, sources_;
  std::set<std::filesystem::path> folders_;  ///< Those of the revisions.
  bool recursive_;
};

}  // namespace migc::cli
