#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string_view>

#include "compiler/diagnostics/catalogue/import.hpp"
#include "compiler/import/source.hpp"
#include "compiler/import/sql_text.hpp"

namespace migc::import {

namespace fs = std::filesystem;
namespace kind = diagnostics::kind;

namespace {

constexpr std::string_view blanks = " \t\r";

/// A change of the plan: `NAME [DEPENDENCY …] TIME NAME <MAIL> # NOTE`.
/// https://sqitch.org/docs/manual/sqitchchanges/
struct Change {
  std::string name, note{};
  std::vector<std::string> needs{};
  std::optional<std::string> tag{};  ///< The first one after it.
  source::Span written{};
};

std::string_view without_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

std::string_view next_word(std::string_view& text) {
  text = without_blanks(text);
  const std::string_view word = text.substr(0, text.find_first_of(blanks));
  text.remove_prefix(word.size());
  return word;
}

/// What stands in `[…]` behind a change's name; nothing without.
std::vector<std::string> take_dependencies(std::string_view& rest) {
  std::vector<std::string> needs;
  rest = without_blanks(rest);
  if (!rest.starts_with('[')) return needs;
  const std::size_t close = std::min(rest.find(']'), rest.size());
  std::string_view inside = rest.substr(1, close - 1);
  rest.remove_prefix(std::min(close + 1, rest.size()));
  while (!without_blanks(inside).empty()) needs.emplace_back(next_word(inside));
  return needs;
}

class Plan {
 public:
  Plan(std::string_view text, std::uint32_t file) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      read(text.substr(at, end - at),
           {file, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
      at = end + 1;
    }
  }

  [[nodiscard]] const std::vector<Change>& changes() const { return changes_; }

 private:
  void read(std::string_view line, source::Span written) {
    line = without_blanks(line);
    if (line.empty() || line.front() == '%' || line.front() == '#') return;
    if (line.front() == '@') {
      line.remove_prefix(1);
      const std::string tag(next_word(line));
      for (Change& change : changes_)
        if (!change.tag) change.tag = tag;
      return;
    }
    if (line.front() == '+') line.remove_prefix(1);
    Change change{.name = std::string(next_word(line)), .written = written};
    change.needs = take_dependencies(line);
    if (const std::size_t note = line.find(" # "); note != line.npos)
      change.note = without_blanks(line.substr(note + 3));
    changes_.push_back(std::move(change));
  }

  std::vector<Change> changes_;
};

/// `NAME`, or `NAME@TAG` for what a later change of the same name reworks.
std::string file_stem(const std::vector<Change>& changes, std::size_t at) {
  const Change& change = changes[at];
  const bool reworked =
      std::any_of(changes.begin() + static_cast<std::ptrdiff_t>(at) + 1, changes.end(),
                  [&](const Change& later) { return later.name == change.name; });
  return reworked && change.tag ? fmt::format("{}@{}", change.name, *change.tag) : change.name;
}

/// A change needs others before it, and none of those that it conflicts with. What belongs to other
/// projects is not known here.
void check_needs(const Change& change, const std::set<std::string>& before,
                 diagnostics::Diagnostics& diagnostics) {
  for (const std::string& need : change.needs) {
    const bool conflicts = need.starts_with('!');
    const std::string name = need.substr(conflicts ? 1 : 0);
    const std::string bare = name.substr(0, name.find('@'));
    if (bare.empty() || name.find(':') != name.npos) continue;
    if (before.contains(bare) == conflicts)
      diagnostics.report(kind::sqitch_dependency, change.written, change.name, bare,
                         conflicts ? "which comes before it" : "which does not come before it");
  }
}

std::optional<SourceText> script(const fs::path& folder, const std::string& stem) {
  const fs::path path = folder / (stem + ".sql");
  if (!fs::is_regular_file(path)) return std::nullopt;
  return SourceText{path.string(), content_of(path.string())};
}

}  // namespace

std::vector<SourceRevision> sqitch_revisions(const std::string& folder, source::SourceSet& sources,
                                             diagnostics::Diagnostics& diagnostics) {
  const fs::path root(folder);
  const std::string path = (root / "sqitch.plan").string();
  const std::string text = content_of(path);
  const Plan plan(text, sources.add(path, text));
  std::vector<SourceRevision> revisions;
  std::set<std::string> before;
  for (std::size_t at = 0; at < plan.changes().size(); ++at) {
    const Change& change = plan.changes()[at];
    check_needs(change, before, diagnostics);
    before.insert(change.name);
    const std::string stem = file_stem(plan.changes(), at);
    auto up = script(root / "deploy", stem);
    if (!up) {
      diagnostics.report(kind::sqitch_without_script, change.written, change.name,
                         (root / "deploy" / (stem + ".sql")).string());
      continue;
    }
    SourceRevision revision{.id = id_of(stem), .message = change.note, .up = *std::move(up)};
    revision.down = script(root / "revert", stem);
    if (!revisions.empty()) revision.parents = {revisions.back().id};
    revisions.push_back(std::move(revision));
  }
  if (revisions.empty() && diagnostics.ok())
    diagnostics.report(kind::nothing_to_import, {}, path, "it has no changes");
  return revisions;
}

}  // namespace migc::import
