#pragma once

#include <string>
#include <vector>

#include "compiler/dialect/dialect.hpp"

namespace migc::verify {

/// In what two statements that create an object differ, each difference in words: `found` is what a
/// database keeps, `model` what was expected. Layout, comments, letter case, quotes and the names
/// of constraints do not count.
[[nodiscard]] std::vector<std::string> differences(const std::string& model,
                                                   const std::string& found,
                                                   const dialect::Dialect& dialect);

}  // namespace migc::verify
