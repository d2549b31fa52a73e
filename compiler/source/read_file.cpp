#include "compiler/source/read_file.hpp"

#include <cerrno>
#include <fstream>
#include <sstream>
#include <utility>

namespace migc::source {

std::optional<std::string> read_file(const std::filesystem::path& path) {
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::error_code failure;
  if (std::filesystem::is_directory(path, failure)) {
    errno = EISDIR;
    return std::nullopt;
  }
  std::ostringstream text;
  // Of an empty file nothing is written, which is no failure of the file.
  if (!(text << in.rdbuf()) && in.peek() != std::ifstream::traits_type::eof()) return std::nullopt;
  return std::move(text).str();
}

}  // namespace migc::source
