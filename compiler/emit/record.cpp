#include "compiler/emit/record.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <filesystem>
#include <sstream>

#include "compiler/source/read_file.hpp"

namespace migc::emit {

namespace {

constexpr std::string_view first_line = "migc compiled 1";

std::string digest_of(std::string_view text) {
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace

void Inputs::add(std::string_view text) { digests_ += digest_of(text); }

std::string Inputs::digest() const { return digest_of(digests_); }

std::string record_path(std::string_view dialect) { return fmt::format("{}/.compiled", dialect); }

File record(std::string_view dialect, const std::string& inputs, const std::vector<File>& files) {
  std::string text = fmt::format("{}\n{}\n", first_line, inputs);
  for (const File& file : files) text += fmt::format("{} {}\n", digest_of(file.content), file.path);
  return {record_path(dialect), std::move(text)};
}

std::optional<std::size_t> recorded(const std::string& folder, std::string_view dialect,
                                    const std::string& inputs) {
  const std::filesystem::path root(folder);
  const auto written = source::read_file((root / record_path(dialect)).string());
  if (!written) return std::nullopt;
  std::istringstream lines(*written);
  std::string line;
  if (!std::getline(lines, line) || line != first_line) return std::nullopt;
  if (!std::getline(lines, line) || line != inputs) return std::nullopt;
  std::size_t files = 0;
  for (; std::getline(lines, line); ++files) {
    const std::size_t space = line.find(' ');
    if (space == std::string::npos) return std::nullopt;
    const auto content = source::read_file((root / line.substr(space + 1)).string());
    if (!content || digest_of(*content) != line.substr(0, space)) return std::nullopt;
  }
  return files;
}

}  // namespace migc::emit
