#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/support/project.hpp"

namespace migc::corpus {

/// One step of a history of the corpus.
struct Step {
  std::string id;                   ///< As a revision.
  std::string path;                 ///< Of its SQL.
  std::optional<std::string> down;  ///< Path of the SQL that undoes it, where that works.
};

[[nodiscard]] std::vector<Step> steps_of(const std::string& folder);

/// Makes a revision of each step.
void write_project(const support::Project& project, const std::vector<Step>& steps);

}  // namespace migc::corpus
