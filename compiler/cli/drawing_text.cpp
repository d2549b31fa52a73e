#include "compiler/cli/drawing_text.hpp"

#include <fmt/format.h>

namespace migc::cli {

namespace {

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

}  // namespace

std::string mermaid_text(std::string_view text) {
  std::string escaped;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool inside_word = at > 0 && at + 1 < text.size() && is_alphanumeric(text[at - 1]) &&
                             is_alphanumeric(text[at + 1]);
    const bool plain = is_alphanumeric(c) || c == ' ' || c == ',' || (c == '_' && inside_word) ||
                       static_cast<unsigned char>(c) >= 0x80;
    escaped += plain ? std::string(1, c) : fmt::format("#{};", static_cast<int>(c));
  }
  return escaped;
}

std::string dot_text(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c;
    if (c == '&') escaped += "amp;";
  }
  return escaped;
}

std::string html_text(std::string_view text) {
  std::string escaped;
  for (const char c : text) switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      default:
        escaped += c;
    }
  return escaped;
}

}  // namespace migc::cli
