#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/support/project.hpp"

/// Histories of real projects, as they wrote them.
namespace migc::histories {

struct Step {
  std::string id;                   ///< As a revision.
  std::string path;                 ///< Of its SQL.
  std::optional<std::string> down;  ///< Path of the SQL that undoes it, where that works.
};

/// The steps of the history in a folder: NNN_*.sql, of which steps.json tells.
[[nodiscard]] std::vector<Step> steps_of(const std::string& folder);

/// The same as revisions, one for each step.
[[nodiscard]] std::vector<support::RevisionText> revisions_of(const std::vector<Step>& steps);

}  // namespace migc::histories
