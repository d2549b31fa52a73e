#include "compiler/lsp/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace migc::lsp {

namespace {

constexpr std::string_view scheme = "file://";

/// Bytes of the character that begins with this one; 1 where none begins.
std::size_t length_of(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0xF0) return 4;
  if (byte >= 0xE0) return 3;
  return byte >= 0xC0 ? 2 : 1;
}

/// What is beyond the first plane takes two units.
std::size_t units_of(char c) { return length_of(c) == 4 ? 2 : 1; }

std::optional<unsigned> digit_of(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return std::nullopt;
}

std::string decoded(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size())
      if (const auto high = digit_of(text[at + 1]), low = digit_of(text[at + 2]); high && low) {
        result += static_cast<char>(*high * 16 + *low);
        at += 2;
        continue;
      }
    result += text[at];
  }
  return result;
}

}  // namespace

Lines::Lines(std::string_view text) : begins_{0} {
  for (std::size_t at = 0; at < text.size(); ++at)
    if (text[at] == '\n' || text[at] == '\r') begins_.push_back(at + 1);
}

Place Lines::place(std::string_view text, std::size_t offset) const {
  offset = std::min(offset, text.size());
  const auto after = std::upper_bound(begins_.begin(), begins_.end(), offset);
  const auto line = static_cast<std::size_t>(after - begins_.begin()) - 1;
  std::size_t character = 0;
  for (std::size_t at = begins_[line]; at < offset; at += length_of(text[at]))
    character += units_of(text[at]);
  return {line, character};
}

std::size_t Lines::offset(std::string_view text, Place place) const {
  if (place.line >= begins_.size()) return text.size();
  const std::size_t end =
      place.line + 1 < begins_.size() ? begins_[place.line + 1] - 1 : text.size();
  std::size_t at = std::min(begins_[place.line], text.size());
  for (std::size_t character = 0; at < end && character < place.character;) {
    character += units_of(text[at]);
    at = std::min(at + length_of(text[at]), end);
  }
  return at;
}

std::optional<std::string> path_of(std::string_view uri) {
  if (!uri.starts_with(scheme)) return std::nullopt;
  uri.remove_prefix(scheme.size());
  const std::size_t slash = uri.find('/');
  if (slash == uri.npos) return std::nullopt;  // behind the name of a machine
  const std::string path = decoded(uri.substr(slash));
  if (path.find('\0') != path.npos) return std::nullopt;
  return std::filesystem::path(path).lexically_normal().string();
}

std::string uri_of(std::string_view path) {
  std::string uri(scheme);
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

}  // namespace migc::lsp
