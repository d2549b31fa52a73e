#pragma once

#include <span>
#include <vector>

#include "compiler/backends/script.hpp"

namespace migc::backends {

/// Something that a plan of several requires of the rows that are there.
struct RowCheck {
  const Plan* plan;
  const Requirement* requirement;
};

/// What plans require of the rows, by when it can be asked.
struct RowChecks {
  std::vector<RowCheck> at_start;  ///< Before the first plan runs.
  /// Before its own plan, for each of them: an earlier one changes what it is about.
  std::vector<std::vector<RowCheck>> before_plan;
  std::vector<RowCheck> never;  ///< Its own plan changes it first: the database finds out.
};

/// `plans` have to outlive what is returned.
[[nodiscard]] RowChecks row_checks_of(std::span<const Plan> plans);

/// The plan no longer minds what it loses.
void allow_data_loss(Plan& plan);

}  // namespace migc::backends
