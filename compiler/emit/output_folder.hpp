#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/emit/files.hpp"

namespace migc::emit {

/// A file of the output folder that is not as it should be.
struct Stale {
  enum class How : std::uint8_t { missing, changed, left_over } how = How::missing;
  std::string path;
};

/// What is wrong with a file, for a message: "is missing".
[[nodiscard]] std::string_view words(Stale::How how);

/// Files of revisions that are gone: the manifest in `folder` lists them, they are there, and
/// `files` has none of that name. Only what migc wrote itself is in a manifest.
[[nodiscard]] std::vector<std::string> left_over(const std::string& folder,
                                                 const std::vector<File>& files);

/// How `folder` differs from what `files` would make of it.
[[nodiscard]] std::vector<Stale> stale(const std::string& folder, const std::vector<File>& files);

/// What was done to a folder, by path.
struct Changes {
  std::vector<std::string> written, removed;
};

/// Writes the files that differ, and removes what is left over. The manifest has to be the last of
/// `files`: until it is written, what is left over can still be found.
[[nodiscard]] Changes bring_up_to_date(const std::string& folder, const std::vector<File>& files);

/// Writes an empty file, or gives the one that is there the time of now.
void touch(const std::string& path);

}  // namespace migc::emit
