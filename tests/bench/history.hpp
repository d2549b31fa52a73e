#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/support/project.hpp"

namespace migc::bench {

/// A linear history of so many revisions, mixed as a small project's are: columns and indexes
/// added, a column changed, rows written, a table and a foreign key added.
[[nodiscard]] std::vector<support::RevisionText> linear_history(std::size_t revisions);

}  // namespace migc::bench
