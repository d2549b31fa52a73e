#pragma once

#include <string>

#include "compiler/lsp/answers.hpp"

/// What messages hold. Whatever is not as the protocol has it throws.
namespace migc::lsp {

inline constexpr int parse_error = -32700, invalid_request = -32600, method_not_found = -32601,
                     invalid_params = -32602, internal_error = -32603, not_initialized = -32002;

[[nodiscard]] Place place_in(const Json& json);
/// The path of a document on this machine.
[[nodiscard]] std::string path_in(const Json& document);
/// What a client says that it can, or wants; false where it says nothing.
[[nodiscard]] bool says(const Json& parameters, const char* pointer);
/// A text after one of the changes that an editor sends: of a part of it, or of all.
[[nodiscard]] std::string after(std::string text, const Json& change);

}  // namespace migc::lsp
