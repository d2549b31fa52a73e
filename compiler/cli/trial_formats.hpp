#pragma once

#include <span>
#include <string>
#include <vector>

namespace migc::cli {

/// A revision that was run up, down and up again.
struct Trial {
  std::string revision;
  bool passed = false;
  bool reversible = true;               ///< Else it was run up only.
  std::vector<std::string> messages{};  ///< What was wrong.
};

/// As the Test Anything Protocol has them.
/// https://testanything.org/tap-version-14-specification.html
[[nodiscard]] std::string to_tap(std::span<const Trial> trials);

/// As the XML of JUnit, which most CI services read: a test case for each revision.
[[nodiscard]] std::string to_junit(std::span<const Trial> trials);

}  // namespace migc::cli
