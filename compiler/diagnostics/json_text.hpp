#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace migc::diagnostics {

/// ASCII only, so that it is valid whatever the text holds, and harmless on a terminal.
[[nodiscard]] inline std::string json_text(const nlohmann::ordered_json& json) {
  return json.dump(2, ' ', true, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace migc::diagnostics
