#include "compiler/pipeline/unit.hpp"

#include <algorithm>

#include "compiler/syntax/scan.hpp"

namespace migc::pipeline {

namespace {

constexpr std::string_view blank = " \t\r\n";

std::string_view from(std::string_view text, const char* at) {
  return text.substr(static_cast<std::size_t>(at - text.data()));
}

/// Behind the `{` of the block that begins with the word; the end of the text without one.
const char* inside_block(std::string_view text, std::string_view word) {
  const char* at = syntax::behind_gap(text, text.data());
  const char* end = text.data() + text.size();
  while (at < end) {
    const std::string_view found = syntax::leading_word(from(text, at));
    if (source::same(found, word)) {
      at = syntax::behind_gap(text, found.data() + found.size());
      return at < end && *at == '{' ? at + 1 : end;
    }
    at = syntax::behind_gap(text, std::max(syntax::behind_statement(text, at), at + 1));
  }
  return end;
}

/// Behind the statement's `;`, and behind the comment that follows that on its line.
const char* end_of(std::string_view text, const char* behind) {
  const char* semicolon = syntax::behind_gap(text, behind);
  const char* end = text.data() + text.size();
  if (semicolon < end && *semicolon == ';') behind = semicolon + 1;
  const std::string_view rest = from(text, behind);
  const std::size_t next = rest.find_first_not_of(" \t");
  if (next != rest.npos && rest.substr(next).starts_with("--"))
    behind += std::min(rest.find_first_of("\r\n"), rest.size());
  return behind;
}

/// The lines that are not empty, without what is blank around them.
std::string trimmed_lines(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::size_t begin = line.find_first_not_of(blank);
    if (begin == line.npos) continue;
    line = line.substr(begin, line.find_last_not_of(blank) + 1 - begin);
    lines.append(line).append("\n");
  }
  return lines;
}

bool is_opaque(const ast::Statement& statement) {
  if (const auto* loop = std::get_if<ast::For>(&statement.content))
    return std::any_of(loop->body.begin(), loop->body.end(), is_opaque);
  const auto* operations = std::get_if<std::vector<ir::Operation>>(&statement.content);
  if (operations == nullptr) return true;
  return std::any_of(operations->begin(), operations->end(), [](const ir::Operation& one) {
    return std::holds_alternative<ir::Data>(one) || std::holds_alternative<ir::Assert>(one) ||
           std::holds_alternative<ir::CreateTableAs>(one);
  });
}

}  // namespace

std::string two_spaces(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (!line.empty()) result.append("  ").append(line);
    result += '\n';
  }
  return result;
}

std::string Unit::whole() const {
  return two_spaces(comments) + two_spaces(allows) + "  " + text + "\n";
}

std::vector<Unit> units_of(const source::SourceFile& file, std::string_view word,
                           const ast::Statements& statements, const lower::Options& options) {
  const std::string_view text = file.text();
  std::vector<Unit> units;
  const char* last = inside_block(text, word);
  for (const ast::Statement& statement : statements) {
    const char* begin = text.data() + statement.written.begin;
    const char* end = end_of(text, text.data() + statement.written.end);
    const std::string_view before(last, static_cast<std::size_t>(begin - last));
    const char* allow = syntax::behind_gap(text, last);
    const auto allows = static_cast<std::size_t>(std::min(allow, begin) - last);
    Unit& unit = units.emplace_back();
    unit.comments = trimmed_lines(before.substr(0, allows));
    unit.allows = trimmed_lines(before.substr(allows));
    unit.text.assign(begin, end);
    diagnostics::Diagnostics diagnostics;  // all of it is reported already
    unit.steps = lower::lower({statement}, options, diagnostics);
    unit.opaque = is_opaque(statement) || unit.steps.empty();
    last = end;
  }
  return units;
}

}  // namespace migc::pipeline
