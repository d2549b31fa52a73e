#pragma once

#include <string>
#include <vector>

namespace migc::ir {

/// What `allow` may lift.
[[nodiscard]] inline const std::vector<std::string>& rules() {
  static const std::vector<std::string> all = {"broken_object", "data_loss", "uncoupled",
                                               "unresolved_name"};
  return all;
}

}  // namespace migc::ir
