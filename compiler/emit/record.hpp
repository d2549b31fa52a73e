#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/emit/files.hpp"

/// What a compilation was made of and what came of it, next to the files: if neither has changed,
/// there is nothing to compile. Digests are of whole texts, so that no clock decides.
namespace migc::emit {

/// Collects everything that the files depend on.
class Inputs {
 public:
  void add(std::string_view text);
  /// A digest of all that was added, in its order.
  [[nodiscard]] std::string digest() const;

 private:
  std::string digests_;
};

/// Where the record of a dialect's files is, relative to the output folder.
[[nodiscard]] std::string record_path(std::string_view dialect);

/// The record that `files` were made of these inputs.
[[nodiscard]] File record(std::string_view dialect, const std::string& inputs,
                          const std::vector<File>& files);

/// How many files there are, if the record in `folder` says that they were made of these inputs and
/// each is as it was written.
[[nodiscard]] std::optional<std::size_t> recorded(const std::string& folder,
                                                  std::string_view dialect,
                                                  const std::string& inputs);

}  // namespace migc::emit
