#pragma once

#include <string>
#include <vector>

/// The catalogue of messages as its headers in compiler/diagnostics/catalogue/ have it.
namespace migc::explanations {

struct Message {
  std::string code;
  std::string text;  ///< With `…` for each argument.
};

struct Layer {
  std::string name;
  std::string about;  ///< The comment at its top.
  std::vector<Message> messages;
};

[[nodiscard]] std::vector<Layer> catalogue(const std::string& source);

/// compiler/diagnostics/README.md: what the catalogue and the explanations say.
[[nodiscard]] std::string reference(const std::vector<Layer>& layers);

}  // namespace migc::explanations
