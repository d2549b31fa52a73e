#include <algorithm>
#include <cctype>

#include "compiler/lsp/answers.hpp"
#include "compiler/syntax/format.hpp"
#include "compiler/syntax/parse.hpp"

namespace migc::lsp {

namespace {

bool is_id_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
}

}  // namespace

Json definition(Workspace& workspace, const File& file, std::size_t offset) {
  const auto named = named_at(workspace, file, offset);
  if (!named) return nullptr;
  return location_json(workspace, named->thing.declared);
}

Json references(Workspace& workspace, const File& file, std::size_t offset, bool declared) {
  const auto named = named_at(workspace, file, offset);
  if (!named) return nullptr;
  const source::Span& made = named->thing.declared;
  Json found = Json::array();
  for (const source::Span& place : places_of(workspace, named->thing))
    if (declared || place.file != made.file || place.begin != made.begin)
      found.push_back(location_json(workspace, place));
  return found;
}

Json prepare_rename(Workspace& workspace, const File& file, std::size_t offset) {
  const auto named = named_at(workspace, file, offset);
  if (!named || named->thing.kind != Thing::Kind::revision) return nullptr;
  return {{"range", range_json(workspace, named->place)}, {"placeholder", named->thing.text}};
}

std::string why_no_id(const Workspace& workspace, const std::string& id) {
  if (id.empty() || !std::all_of(id.begin(), id.end(), is_id_character))
    return "a revision id has letters, digits, `_` and `.`";
  if (workspace.project().graph.find(id)) return "there is a revision `" + id + "` already";
  return "";
}

Json rename(Workspace& workspace, const File& file, std::size_t offset, const std::string& id) {
  const auto named = named_at(workspace, file, offset);
  if (!named || named->thing.kind != Thing::Kind::revision) return nullptr;
  Json changes = Json::object();
  for (const source::Span& place : places_of(workspace, named->thing))
    changes[uri_of(workspace.sources()[place.file].path())].push_back(
        {{"range", range_json(workspace, place)}, {"newText", id}});
  return {{"changes", std::move(changes)}};
}

Json formatting(const Workspace& workspace, const File& file) {
  const std::string_view text = workspace.sources()[file.source].text();
  if (!file.said.ok()) return nullptr;
  const auto formatted = syntax::format(text);
  if (!formatted || *formatted == text) return Json::array();
  const source::Span all{file.source, 0, static_cast<std::uint32_t>(text.size())};
  return Json::array({{{"range", range_json(workspace, all)}, {"newText", *formatted}}});
}

}  // namespace migc::lsp
