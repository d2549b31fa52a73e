#pragma once

#include <span>
#include <vector>

#include "compiler/backends/script.hpp"

namespace migc::backends {

/// Something that a plan of several demands of the rows that are there.
struct Demand {
  const Plan* plan;
  const Requirement* requirement;
};

/// What plans demand, by when it can be asked.
struct Demands {
  std::vector<Demand> at_start;  ///< Before the first plan runs.
  /// Before its own plan, for each of them: an earlier one changes what it is about.
  std::vector<std::vector<Demand>> before_plan;
  std::vector<Demand> never;  ///< Its own plan changes it first: the database finds out.
};

/// `plans` have to outlive what is returned.
[[nodiscard]] Demands demands_of(std::span<const Plan> plans);

/// The plan no longer minds what it loses.
void allow_data_loss(Plan& plan);

}  // namespace migc::backends
