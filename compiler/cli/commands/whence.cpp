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
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/diagnostics/catalogue/pipeline.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/drivers/drivers.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;
using diagnostics::printable;

namespace {

using ScriptLines = std::vector<std::string>;

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

ScriptLines lines_of(Session& session, const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(path))
    stop(session, exits::usage, kind::cannot_read, path,
         std::filesystem::exists(path) ? "it is not a readable file" : "there is no such file");
  ScriptLines lines;
  for (std::string line; std::getline(in, line);) lines.push_back(std::move(line));
  return lines;
}

/// The number behind `line ` at the end of a comment: `-- add column a to t (line 7)`, `…; -- line
/// 7`; or the place of a plan of several files: `(migrations/001.mig:7)`.
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
  const auto read = std::from_chars(text.data() + digits, text.data() + text.size(), remark.line);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return remark;
}

/// A revision's heading has its file in its second line.
bool is_heading(std::string_view line) { return line.starts_with("-- ") && line.ends_with("---"); }

/// The texts of whole revisions stand in strings, in a script for any start: these are their ends.
bool is_edge_of_body(std::string_view line) {
  return (line.starts_with("INSERT INTO temp.") &&
          line.find("migc_body VALUES (") != std::string_view::npos) ||
         line == "', NULL, NULL);";
}

struct Found {
  std::string file;
  std::size_t line = 0;  ///< 0: a statement of migc's own around those of the file.
};

/// Goes through a script, statement by statement. A statement says where it comes from on its last
/// line, or in the comment over it or over one before it, up to an empty line.
class Search {
 public:
  explicit Search(const ScriptLines& lines) : lines_(lines) {}

  Found find(std::size_t wanted) && {
    std::size_t begin = 0;  // of the statement or comment
    for (std::size_t at = 0; at < lines_.size(); ++at) {
      const std::string& line = lines_[at];
      if (is_heading(line) || is_edge_of_body(line)) {
        statement_.clear();
        found_ = {revision_};
        if (is_heading(line) && at + 1 < lines_.size() && lines_[at + 1].starts_with("-- "))
          found_.file = revision_ = lines_[at + 1].substr(3);
        if (at == wanted) return found_;
        continue;
      }
      if (statement_.empty()) begin = at;
      const bool ends = statement_.empty() ? !begins_statement(at) : goes_on(line);
      if (ends && begin <= wanted && wanted <= at) return found_here(line);
    }
    return found_;
  }

 private:
  /// Reads a line that stands between statements. Returns whether one that is not whole begins.
  bool begins_statement(std::size_t at) {
    const std::string& line = lines_[at];
    if (line.empty()) {
      found_ = {revision_};
      return false;
    }
    if (line.starts_with(".")) return false;
    if (!line.starts_with("--")) return !goes_on(line);
    if (const auto remark = remark_in(line))
      take(*remark);
    else if (at == 0 || !lines_[at - 1].starts_with("--"))
      found_ = {revision_};
    return false;
  }

  /// Adds a line to the statement. Returns whether that ends with it.
  bool goes_on(const std::string& line) {
    statement_ += line + "\n";
    if (line.find(';') == std::string::npos || !driver_.is_complete(statement_)) return false;
    statement_.clear();
    return true;
  }

  void take(const Remark& remark) {
    found_.file = remark.file.empty() ? revision_ : remark.file;
    found_.line = remark.line;
  }

  [[nodiscard]] Found found_here(const std::string& line) {
    const std::size_t comment = line.rfind("; -- ");
    if (comment != std::string::npos && line.rfind("-- ") == comment + 2)
      if (const auto remark = remark_in(line)) take(*remark);
    return found_;
  }

  const ScriptLines& lines_;
  const database::Driver& driver_ = *drivers::find_driver("sqlite");
  std::string statement_;  ///< Its lines so far.
  std::string revision_;   ///< The file of the revision.
  Found found_{};
};

}  // namespace

int whence(Session& session, const WhenceOptions& options) {
  const auto place = parse(options.place);
  if (!place) stop(session, exits::usage, kind::no_script_line, options.place);
  const ScriptLines lines = lines_of(session, place->script);
  if (place->line > lines.size())
    stop(session, exits::usage, kind::beyond_script, place->script, lines.size(), place->line);
  const Found found = Search(lines).find(place->line - 1);
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
    session.print(printable(fmt::format("{}: a check or record that migc adds", found.file)) +
                  "\n");
  else
    session.print("no revision: this is before the first one\n");
  return exits::done;
}

}  // namespace migc::cli
