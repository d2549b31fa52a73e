#include "compiler/import/sql_text.hpp"

#include <algorithm>
#include <utility>

#include "compiler/source/name.hpp"
#include "compiler/syntax/scan.hpp"
#include "compiler/syntax/token_reader.hpp"

namespace migc::import {

namespace {

bool is_empty(std::string_view line) { return line.find_first_not_of(" \t\r") == line.npos; }

}  // namespace

std::vector<SqlStatement> statements_of(std::string_view text) {
  std::vector<SqlStatement> statements;
  const char* const end = text.data() + text.size();
  for (const char* at = syntax::behind_gap(text, text.data()); at != end;
       at = syntax::behind_gap(text, at)) {
    const auto begin = static_cast<std::size_t>(at - text.data());
    at = std::max(syntax::behind_statement(text, at), at + 1);
    const auto behind = static_cast<std::size_t>(at - text.data());
    if (text.substr(begin, behind - begin) != ";")
      statements.push_back({begin, behind, source::fold(syntax::leading_word(text.substr(begin)))});
  }
  return statements;
}

std::string plain(std::string_view piece) {
  const bool quoted =
      piece.size() > 1 && std::string_view("'\"`[").find(piece.front()) != std::string::npos;
  return quoted ? syntax::unquote(piece) : std::string(piece);
}

bool take_word(syntax::PieceReader& reader, std::string_view word) {
  if (!source::same(reader.word(), word)) return false;
  reader.take();
  return true;
}

std::string without_mark(std::string text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (text.starts_with(mark)) text.erase(0, mark.size());
  return text;
}

void blank(std::string& text, std::size_t begin, std::size_t end) {
  std::replace_if(
      text.begin() + static_cast<std::ptrdiff_t>(begin),
      text.begin() + static_cast<std::ptrdiff_t>(end), [](char c) { return c != '\n'; }, ' ');
}

std::string tidy(std::string_view text) {
  std::string result;
  bool apart = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (is_empty(line)) {
      apart = !result.empty();
      continue;
    }
    if (std::exchange(apart, false)) result += '\n';
    result += line.substr(0, line.find_last_not_of(" \t\r") + 1);
    result += '\n';
  }
  const std::vector<SqlStatement> statements = statements_of(result);
  const bool open = !statements.empty() && result[statements.back().end - 1] != ';' &&
                    result[statements.back().end - 1] != '}';
  return open ? result + ";\n" : result;
}

std::string id_of(std::string_view text) {
  std::string id;
  for (const char c : text) {
    const bool fits =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.';
    if (fits)
      id += c;
    else if (!id.empty() && id.back() != '_')
      id += '_';
  }
  while (!id.empty() && id.back() == '_') id.pop_back();
  return id;
}

bool has_return_in_string(std::string_view sql) {
  syntax::PieceReader reader(sql);
  while (!reader.ended()) {
    const std::string_view piece = reader.take();
    if (piece.empty()) return false;
    if (piece.front() == '\'' && piece.find('\r') != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace migc::import
