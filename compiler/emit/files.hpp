#pragma once

#include <functional>
#include <string>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/backends/script.hpp"

namespace migc::emit {

/// One revision compiled both ways.
struct Revision {
  std::string id, message, path;
  std::vector<std::string> parents;
  backends::Plan up;
  std::optional<backends::Plan> down;  ///< None: irreversible, and `why`.
  std::string irreversible;
  bool allows_data_loss = false;  ///< Its scripts do not ask what is lost.
};

/// A file to be written, its path relative to the output folder.
struct File {
  std::string path;
  std::string content;
};

/// The files of one revision: `REV.up.sql` and, where it can be undone, `REV.down.sql`.
[[nodiscard]] std::vector<File> revision_files(const Revision& revision,
                                               const std::string& tool_version,
                                               const backends::Backend& backend,
                                               const backends::FrameOptions& frame);

/// `manifest.json`: every revision with its files, parents, actions and what they cost.
[[nodiscard]] File manifest(const std::vector<Revision>& revisions, const std::string& tool_version,
                            const backends::Backend& backend);

/// A rule of Make: `target` depends on `prerequisites`, with spaces, `#`, `\` and `$` escaped. Each
/// prerequisite is a target without a rule too, so that a file that is gone does not stop Make.
[[nodiscard]] std::string depfile(const std::string& target,
                                  const std::vector<std::string>& prerequisites);

}  // namespace migc::emit
