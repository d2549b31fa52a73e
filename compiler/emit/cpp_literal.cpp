#include <fmt/format.h>

#include <string>
#include <string_view>

#include "compiler/emit/cpp_header.hpp"

namespace migc::emit {

namespace {

/// MSVC takes 16 KB as one literal, and 65,535 bytes as several that it joins. A longer text is an
/// array of characters: see cpp_header.cpp.
constexpr std::size_t longest_line = 2000;

void add_escaped(std::string& text, char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (c == '\n')
    text += "\\n";
  else if (c == '"' || c == '\\')
    text += {'\\', c};
  else if (c == '?' && !text.empty() && text.back() == '?')
    text += "\\?";  // two of them can begin a trigraph
  else if (byte < 0x20 || byte > 0x7E)
    text += fmt::format("\\{:03o}", byte);  // always three digits: what follows may be one
  else
    text += c;
}

}  // namespace

std::string cpp_literal(std::string_view text, std::string_view indent) {
  std::string all, line;
  const auto finish_line = [&] {
    all += fmt::format("{}\"{}\"", all.empty() ? "" : fmt::format("\n{}", indent), line);
    line.clear();
  };
  for (const char c : text) {
    add_escaped(line, c);
    if (c == '\n' || line.size() >= longest_line) finish_line();
  }
  if (!line.empty() || all.empty()) finish_line();
  return all;
}

}  // namespace migc::emit
