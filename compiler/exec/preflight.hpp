#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/backends/row_checks.hpp"
#include "compiler/database/connection.hpp"
#include "compiler/diagnostics/diagnostics.hpp"

/// Runs the row checks of plans on a database before anything else runs.
namespace migc::exec {

/// A row check that fails.
struct Finding {
  backends::RowCheck check;
  std::size_t rows;                 ///< Those that do not comply; counted up to a bound.
  std::vector<std::string> keys{};  ///< Of a few of them, as literals.

  [[nodiscard]] diagnostics::Diagnostic diagnostic() const;
};

/// Asks, and reads only. What the database cannot answer is left for the plan to find out. Throws
/// Error: locked, interrupted.
[[nodiscard]] std::vector<Finding> ask(database::Connection& database,
                                       std::span<const backends::RowCheck> checks);

/// Throws Error with all findings, where the database still is at `start`; `moved` where it is not.
void require(database::Connection& database, std::span<const backends::RowCheck> checks,
             const std::vector<std::string>& start, const std::string& version_table);

}  // namespace migc::exec
