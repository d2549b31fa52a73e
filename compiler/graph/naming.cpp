#include "compiler/graph/naming.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace migc::graph {

namespace {

constexpr std::size_t longest = 255;  ///< What `version_num` holds, and most file systems.

bool legal_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.';
}

}  // namespace

bool is_keyword(std::string_view word) {
  constexpr std::array<std::string_view, 4> keywords = {"head", "heads", "base", "current"};
  return std::find(keywords.begin(), keywords.end(), word) != keywords.end();
}

std::optional<std::string_view> why_illegal(std::string_view name) {
  if (name.empty()) return "it is empty";
  if (is_keyword(name)) return "the word has a special meaning in addresses, so choose another";
  if (name.size() > longest) return "it is longer than 255 bytes";
  if (!std::all_of(name.begin(), name.end(), legal_character))
    return "only letters, digits, `_` and `.` are allowed";
  if (name.front() == '.') return "it begins with a dot, so its files would be hidden";
  return std::nullopt;
}

}  // namespace migc::graph
