#include <algorithm>

#include "compiler/diagnostics/catalogue/import.hpp"
#include "compiler/import/source.hpp"
#include "compiler/import/sql_text.hpp"

namespace migc::import {

namespace {

constexpr std::string_view mark = "-- Running upgrade ", arrow = " -> ",
                           version = "alembic_version";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

/// `X, Y -> Z, message`
SourceRevision headed(std::string_view line) {
  SourceRevision revision;
  std::string_view parents = line.substr(0, line.find(arrow)),
                   behind = line.substr(line.find(arrow) + arrow.size());
  while (!trimmed(parents).empty()) {
    const std::size_t comma = std::min(parents.find(','), parents.size());
    revision.parents.emplace_back(trimmed(parents.substr(0, comma)));
    parents.remove_prefix(std::min(comma + 1, parents.size()));
  }
  const std::size_t comma = std::min(behind.find(','), behind.size());
  revision.id = trimmed(behind.substr(0, comma));
  if (comma < behind.size()) revision.message = trimmed(behind.substr(comma + 1));
  return revision;
}

/// The text with everything blank outside of a part, and what keeps the version table in it.
std::string part_of(const std::string& text, std::size_t begin, std::size_t end) {
  std::string part = text;
  blank(part, 0, begin);
  part.resize(end);
  for (const SqlStatement& statement : statements_of(part)) {
    const std::string_view written =
        std::string_view(part).substr(statement.begin, statement.end - statement.begin);
    const bool of_table = statement.word == "create" || statement.word == "insert" ||
                          statement.word == "update" || statement.word == "delete" ||
                          statement.word == "drop";
    if (of_table && written.substr(0, 60).find(version) != written.npos)
      blank(part, statement.begin, statement.end);
  }
  return part;
}

}  // namespace

std::vector<SourceRevision> alembic_revisions(const std::string& path, const std::string& text,
                                              diagnostics::Diagnostics& diagnostics) {
  std::vector<SourceRevision> revisions;
  std::vector<std::size_t> begins, ends;
  for (std::size_t at = text.find(mark); at != text.npos; at = text.find(mark, at + 1)) {
    if (at > 0 && text[at - 1] != '\n') continue;
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line =
        std::string_view(text).substr(at + mark.size(), end - at - mark.size());
    if (line.find(arrow) == line.npos) continue;
    revisions.push_back(headed(line));
    begins.push_back(end);
    ends.push_back(at);
  }
  for (std::size_t i = 0; i < revisions.size(); ++i)
    revisions[i].up = {path,
                       part_of(text, begins[i], i + 1 < ends.size() ? ends[i + 1] : text.size())};
  if (revisions.empty()) diagnostics.report(diagnostics::kind::no_alembic_output, {}, path);
  return revisions;
}

}  // namespace migc::import
