#include <fmt/format.h>

#include <optional>

#include "compiler/diagnostics/catalogue/syntax.hpp"
#include "compiler/ir/print.hpp"
#include "compiler/lsp/answers.hpp"
#include "compiler/lsp/moment.hpp"
#include "compiler/pipeline/unit.hpp"

namespace migc::lsp {

namespace {

using diagnostics::Diagnostic;

/// What stands between two texts.
std::optional<std::string> between(std::string_view text, std::string_view begin,
                                   std::string_view end) {
  const std::size_t from = text.find(begin);
  if (from == text.npos) return std::nullopt;
  text.remove_prefix(from + begin.size());
  const std::size_t to = text.find(end);
  if (to == text.npos) return std::nullopt;
  return std::string(text.substr(0, to));
}

Json action(const Workspace& workspace, const File& file, std::string title, source::Span place,
            std::string text, const Diagnostic* fixes) {
  Json json = {{"title", std::move(title)}, {"kind", fixes != nullptr ? "quickfix" : "refactor"}};
  json["edit"]["changes"][uri_of(file.path)] =
      Json::array({{{"range", range_json(workspace, place)}, {"newText", std::move(text)}}});
  if (fixes != nullptr)
    json["diagnostics"] = Json::array({{{"range", range_json(workspace, fixes->place)},
                                        {"code", fixes->id},
                                        {"source", "migc"},
                                        {"message", fixes->text}}});
  return json;
}

bool is_one_word(std::string_view text) {
  return !text.empty() && text.find_first_of(" \t\n(;,") == text.npos;
}

/// The word that was meant, in the place of the one that is there.
void add_nearest(const Workspace& workspace, const File& file, const Diagnostic& one, Json& found) {
  const auto near = between(one.label, "did you mean `", "`?");
  const std::string_view written = workspace.sources().text(one.place);
  if (!near || !is_one_word(written)) return;
  const bool quoted = written.front() == '"';
  found.push_back(action(workspace, file, fmt::format("Change to `{}`", *near), one.place,
                         quoted ? ir::print(ir::Name{.text = *near, .quoted = true}) : *near,
                         &one));
}

/// The innermost statement around a place.
const ast::Statement* statement_at(const ast::Statements& statements, std::size_t offset) {
  for (const ast::Statement& one : statements) {
    if (!holds(one.written, offset)) continue;
    const ast::Statement* inner = nullptr;
    if (const auto* loop = std::get_if<ast::For>(&one.content))
      inner = statement_at(loop->body, offset);
    if (const auto* on = std::get_if<ast::On>(&one.content)) inner = statement_at(on->body, offset);
    return inner != nullptr ? inner : &one;
  }
  return nullptr;
}

std::string indent_at(std::string_view text, std::size_t offset) {
  const std::size_t begin = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;
  const std::size_t end = text.find_first_not_of(" \t", begin);
  return std::string(text.substr(begin, std::min(end, offset) - begin));
}

/// `allow RULE` before the statement, where a note says that it may be written.
void add_allow(const Workspace& workspace, const File& file, const Diagnostic& one, Json& found) {
  const ast::Statement* statement = statement_at(file.upgrade, one.place.begin);
  if (statement == nullptr) statement = statement_at(file.downgrade, one.place.begin);
  if (statement == nullptr) return;
  for (const diagnostics::Note& note : one.notes) {
    const auto rule = between(note.text, "`allow ", " 'why';`");
    if (!rule) continue;
    const source::Span place{file.source, statement->written.begin, statement->written.begin};
    found.push_back(
        action(workspace, file, fmt::format("Add `allow {}` before the statement", *rule), place,
               fmt::format("allow {} 'why';\n{}", *rule,
                           indent_at(workspace.sources()[file.source].text(), place.begin)),
               &one));
    return;
  }
}

/// The block that `downgrade auto` stands for.
std::string downgrade_text(const std::vector<ir::Step>& steps) {
  std::string text = "downgrade {\n";
  for (const ir::Statement& one : ir::print(steps)) text += pipeline::two_spaces(one.text + "\n");
  return text + "}";
}

void add_downgrade(Workspace& workspace, const File& file, std::size_t begin, std::size_t end,
                   Json& found) {
  const auto revision = workspace.index_of(file);
  if (!revision || !file.whole) return;
  const ir::Downgrade& downgrade = file.revision.downgrade;
  if (downgrade.form != ir::Downgrade::Form::automatic || downgrade.written.begin > end ||
      downgrade.written.end < begin)
    return;
  const std::vector<ir::Step>& steps = workspace.history().down_steps(*revision);
  if (!steps.empty())
    found.push_back(action(workspace, file, "Write the downgrade", downgrade.written,
                           downgrade_text(steps), nullptr));
}

/// Where there is none, wherever in the file the cursor is: `auto` is right until it is reported
/// that something has no inverse.
void add_missing_downgrade(const Workspace& workspace, const File& file, const Diagnostic& one,
                           Json& found) {
  if (std::string_view(one.id) != diagnostics::kind::no_downgrade.id) return;
  const std::string_view text = workspace.sources()[file.source].text();
  const auto end = static_cast<std::uint32_t>(text.find_last_not_of(" \t\n") + 1);
  found.push_back(action(workspace, file, "Add `downgrade auto;`", {file.source, end, end},
                         "\n\ndowngrade auto;", &one));
}

}  // namespace

Json code_actions(Workspace& workspace, const File& file, std::size_t begin, std::size_t end) {
  Json found = Json::array();
  const diagnostics::Diagnostics all = workspace.complaints();
  for (const Diagnostic& one : all.all()) {
    if (one.place.file != file.source) continue;
    add_missing_downgrade(workspace, file, one, found);
    if (one.place.begin > end || one.place.end < begin) continue;
    add_nearest(workspace, file, one, found);
    add_allow(workspace, file, one, found);
  }
  add_downgrade(workspace, file, begin, end, found);
  return found;
}

}  // namespace migc::lsp
