#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/support/project.hpp"

namespace migc::bench {

/// Histories of one kind that differ in a size, and the command whose time grows with it.
struct Family {
  std::string name;
  std::vector<std::string> command;
  std::size_t largest;
  void (*write)(const support::Project& project, std::size_t size);
};

[[nodiscard]] const std::vector<Family>& all_families();

}  // namespace migc::bench
