#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>

#include "compiler/lsp/names.hpp"
#include "compiler/lsp/workspace.hpp"

/// What the server answers to a request about a place of a file. Each is a `result` of the
/// protocol; null where there is nothing to say.
/// https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/
namespace migc::lsp {

using Json = nlohmann::json;

[[nodiscard]] Json place_json(const Place& place);
/// A span as a range; of a text that has become another, as far as it goes.
[[nodiscard]] Json range_json(const Workspace& workspace, const source::Span& span);
[[nodiscard]] Json location_json(const Workspace& workspace, const source::Span& span);

/// The complaints of a project by path, as the protocol has them.
[[nodiscard]] std::map<std::string, Json> complaints_json(const Workspace& workspace);

[[nodiscard]] Json completion(Workspace& workspace, const File& file, std::size_t offset);
[[nodiscard]] Json hover(Workspace& workspace, const File& file, std::size_t offset);
[[nodiscard]] Json definition(Workspace& workspace, const File& file, std::size_t offset);
[[nodiscard]] Json references(Workspace& workspace, const File& file, std::size_t offset,
                              bool declared);
/// The revision id at a place, to be renamed; null where there is none.
[[nodiscard]] Json prepare_rename(Workspace& workspace, const File& file, std::size_t offset);
/// Why a revision cannot be called so; empty if it can.
[[nodiscard]] std::string why_no_id(const Workspace& workspace, const std::string& id);
[[nodiscard]] Json rename(Workspace& workspace, const File& file, std::size_t offset,
                          const std::string& id);
[[nodiscard]] Json formatting(const Workspace& workspace, const File& file);
[[nodiscard]] Json code_actions(Workspace& workspace, const File& file, std::size_t begin,
                                std::size_t end);

}  // namespace migc::lsp
