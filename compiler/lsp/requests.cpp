#include <stdexcept>
#include <utility>

#include "compiler/lsp/parameters.hpp"
#include "compiler/lsp/server.hpp"

namespace migc::lsp {

std::optional<Server::At> Server::at(const Json& parameters, const char* where) {
  const std::string about = path_in(parameters.at("textDocument"));
  const Place at = where == nullptr ? Place{} : place_in(parameters.at(where));
  Workspace& workspace = workspace_of(about);
  const File* file = workspace.find(about);
  if (file == nullptr) return std::nullopt;
  workspace.settle(*file);
  return At{workspace, *file, file->lines.offset(workspace.sources()[file->source].text(), at)};
}

Json Server::complete(const Json& parameters) {
  const auto where = at(parameters);
  return where ? completion(where->workspace, where->file, where->offset) : Json::array();
}

Json Server::show(const Json& parameters) {
  const auto where = at(parameters);
  return where ? hover(where->workspace, where->file, where->offset) : Json();
}

Json Server::define(const Json& parameters) {
  const auto where = at(parameters);
  return where ? definition(where->workspace, where->file, where->offset) : Json();
}

Json Server::refer(const Json& parameters) {
  const auto where = at(parameters);
  const bool declared = says(parameters, "/context/includeDeclaration");
  return where ? references(where->workspace, where->file, where->offset, declared) : Json();
}

Json Server::prepare(const Json& parameters) {
  const auto where = at(parameters);
  return where ? prepare_rename(where->workspace, where->file, where->offset) : Json();
}

Json Server::rename_id(const Json& parameters) {
  const auto where = at(parameters);
  if (!where) return nullptr;
  const std::string id = parameters.at("newName").get<std::string>();
  if (std::string why = why_no_id(where->workspace, id); !why.empty())
    throw Refusal{invalid_params, std::move(why)};
  Json edit = rename(where->workspace, where->file, where->offset, id);
  if (edit.is_null()) throw Refusal{invalid_params, "only revision ids can be renamed"};
  return edit;
}

Json Server::format(const Json& parameters) {
  const auto where = at(parameters, nullptr);
  return where ? formatting(where->workspace, where->file) : Json();
}

Json Server::act(const Json& parameters) {
  const Json& range = parameters.at("range");
  const auto where = at(parameters, nullptr);
  if (!where) return Json::array();
  const std::string_view text = where->workspace.sources()[where->file.source].text();
  return code_actions(where->workspace, where->file,
                      where->file.lines.offset(text, place_in(range.at("start"))),
                      where->file.lines.offset(text, place_in(range.at("end"))));
}

}  // namespace migc::lsp
