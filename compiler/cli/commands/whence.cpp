#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/diagnostics/catalogue.hpp"
#include "compiler/diagnostics/escape.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;
using diagnostics::printable;

namespace {

using Lines = std::vector<std::string>;

struct ScriptLine {
  std::string script;
  std::size_t line = 0;
};

/// Reads `FILE:LINE`.
std::optional<ScriptLine> parse(const std::string& place) {
  const std::size_t colon = place.rfind(':');
  if (colon == std::string::npos || colon == 0) return std::nullopt;
  ScriptLine parsed{place.substr(0, colon), 0};
  const char* end = place.data() + place.size();
  const auto read = std::from_chars(place.data() + colon + 1, end, parsed.line);
  if (read.ec != std::errc{} || read.ptr != end || parsed.line == 0) return std::nullopt;
  return parsed;
}

Lines lines_of(Session& session, const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(path))
    stop(session, exits::usage, kind::cannot_read, path,
         std::filesystem::exists(path) ? "it is no file that can be read" : "there is no such file");
  Lines lines;
  for (std::string line; std::getline(in, line);) lines.push_back(std::move(line));
  return lines;
}

/// The number behind `line ` at the end of a comment: `-- add column a to t (line 7)`, `…; -- line 7`;
/// or the place of a plan of several files: `(migrations/001.mig:7)`.
struct Remark {
  std::string file;  ///< Empty: that of the heading.
  std::size_t line = 0;
};

std::optional<Remark> remark_in(std::string_view line) {
  const std::size_t comment = line.rfind("-- ");
  if (comment == std::string_view::npos) return std::nullopt;
  std::string_view text = line.substr(comment + 3);
  if (!text.empty() && text.back() == ')') {
    const std::size_t open = text.rfind('(');
    if (open == std::string_view::npos) return std::nullopt;
    text = text.substr(open + 1, text.size() - open - 2);
  }
  Remark remark;
  constexpr std::string_view word = "line ";
  std::size_t digits = word.size();
  if (!text.starts_with(word)) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || text.find(".mig:") == std::string_view::npos)
      return std::nullopt;
    remark.file = text.substr(0, colon);
    digits = colon + 1;
  }
  const auto read =
      std::from_chars(text.data() + digits, text.data() + text.size(), remark.line);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return remark;
}

/// A revision's heading has its file in its second line.
bool is_heading(std::string_view line) { return line.starts_with("-- ") && line.ends_with("---"); }

struct Found {
  std::string file;
  std::size_t line = 0;  ///< 0: a statement of migc's own around those of the file.
};

/// What stands in a script says itself where it comes from: on its own line, or in the comment over
/// it, with nothing but statements between.
Found find(const Lines& lines, std::size_t wanted) {
  Found found;
  std::size_t heading = wanted;
  while (heading > 0 && !is_heading(lines[heading])) --heading;
  if (heading + 1 < lines.size() && is_heading(lines[heading]) && lines[heading + 1].size() > 3)
    found.file = lines[heading + 1].substr(3);
  for (std::size_t at = wanted; at > heading; --at) {
    if (lines[at].empty()) break;
    const auto remark = remark_in(lines[at]);
    const bool is_comment = lines[at].starts_with("-- ");
    if (!remark || (!is_comment && at != wanted)) continue;
    if (!remark->file.empty()) found.file = remark->file;
    found.line = remark->line;
    break;
  }
  return found;
}

}  // namespace

int whence(Session& session, const WhenceOptions& options) {
  const auto place = parse(options.place);
  if (!place) stop(session, exits::usage, kind::no_script_line, options.place);
  const Lines lines = lines_of(session, place->script);
  if (place->line > lines.size())
    stop(session, exits::usage, kind::beyond_script, place->script, lines.size(), place->line);
  const Found found = find(lines, place->line - 1);
  if (session.options.json) {
    nlohmann::ordered_json result = {{"script", place->script}, {"script_line", place->line}};
    result["file"] = nullptr;
    result["line"] = nullptr;
    if (!found.file.empty()) result["file"] = found.file;
    if (found.line > 0) result["line"] = found.line;
    session.print(document(std::move(result)));
    return exits::done;
  }
  if (found.line > 0)
    session.print(printable(fmt::format("{}:{}", found.file, found.line)) + "\n");
  else if (!found.file.empty())
    session.print(printable(fmt::format("{}: a check or record of migc's own", found.file)) + "\n");
  else
    session.print("no revision: this is before the first one\n");
  return exits::done;
}

}  // namespace migc::cli
