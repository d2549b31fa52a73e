#include "compiler/syntax/scan_units.hpp"

#include <algorithm>

namespace migc::syntax {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_word_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_word_rest(char c) { return is_word_start(c) || is_digit(c) || c == '$'; }

std::size_t quoted_length(std::string_view text) {
  const char quote = text.front() == '[' ? ']' : text.front();
  for (std::size_t at = 1; at < text.size(); at += 2) {
    at = text.find(quote, at);
    if (at == std::string_view::npos) return 0;
    if (quote == ']' || at + 1 == text.size() || text[at + 1] != quote) return at + 1;
  }
  return 0;
}

std::size_t delimiter_length(std::string_view text) {
  const std::size_t tag = run(text.substr(1), [](char c) { return is_word_rest(c) && c != '$'; });
  const bool closed = tag + 1 < text.size() && text[tag + 1] == '$';
  return closed && (tag == 0 || !is_digit(text[1])) ? tag + 2 : 0;
}

std::size_t declared_parameter_length(std::string_view text) {
  if (!text.starts_with("${") || text.size() < 4 || !is_word_start(text[2])) return 0;
  const std::size_t close = 2 + run(text.substr(2), is_word_rest);
  return close < text.size() && text[close] == '}' ? close + 1 : 0;
}

std::size_t comment_length(std::string_view text) {
  if (text.starts_with("--")) return std::min(text.find('\n'), text.size());
  if (!text.starts_with("/*")) return 0;
  const std::size_t close = text.find("*/", 2);
  return close == std::string_view::npos ? text.size() : close + 2;
}

std::size_t gap_length(std::string_view text) {
  std::size_t at = 0;
  for (;;) {
    at += run(text.substr(at), is_space);
    const std::size_t comment = comment_length(text.substr(at));
    if (comment == 0) return at;
    at += comment;
  }
}

bool begins_group(char c) { return c == '(' || c == '[' || c == '{'; }

bool ends_group(char c) { return c == ')' || c == ']' || c == '}'; }

bool takes_subscript(char c) {
  return is_word_rest(c) || c == ')' || c == ']' || c == '"' || c == '`';
}

}  // namespace migc::syntax
