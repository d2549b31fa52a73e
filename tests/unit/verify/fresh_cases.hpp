#pragma once

#include <string>
#include <vector>

/// Histories for a fresh database: the statements of each revision's upgrade.
namespace migc::verify {

struct FreshCase {
  std::string what;
  std::vector<std::string> upgrades;
};

struct RefusedCase {
  std::string what;
  std::vector<std::string> upgrades;
  std::string kind;
  std::string statement;  ///< What is underlined; the beginning of it.
};

/// What can be made in one step.
[[nodiscard]] const std::vector<FreshCase>& fresh_cases();
/// What cannot, and why.
[[nodiscard]] const std::vector<RefusedCase>& refused_cases();

}  // namespace migc::verify
