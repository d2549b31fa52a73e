#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace migc::source {

/// The bytes of a file. Nothing, with the reason in `errno`, if it cannot be read or is a folder.
[[nodiscard]] std::optional<std::string> read_file(const std::filesystem::path& path);

}  // namespace migc::source
