#pragma once

#include <functional>
#include <span>

#include "compiler/backends/backend.hpp"
#include "compiler/database/connection.hpp"
#include "compiler/exec/last_look.hpp"
#include "compiler/exec/progress.hpp"

namespace migc::exec {

/// Who wants to know how far it is.
struct Observer {
  /// Once, when all row checks have passed, before the first statement.
  std::function<void()> ready{};
  std::function<void(const backends::Plan&)> begins{}, ends{};
  ProgressTold progress{};
  /// Compares what the database keeps with the model; without, only the frame looks for what
  /// somebody has changed by hand.
  Compare compare{};
  /// What has been made by hand and is now lost, where that is allowed.
  std::function<void(const database::Error&)> loses{};
};

/// Executes plans in order, each in one transaction together with its move of the version table (a
/// plan that is not transactional: statement by statement). The statements are those
/// of `backend.framer()`, in their order: a script for other clients has the same.
///
/// Row checks run first: all that can be known by then before the first
/// statement, the rest before its own plan. Rows that do not comply are `refused`, all in one
/// Error.
///
/// Inside the transaction of a plan, before its first statement, what it drops or makes anew is
/// compared with the model: what somebody has changed by hand is an Error `drifted`, unless
/// `options.drift` allows to lose it. Before COMMIT what it has made is compared.
///
/// Throws Error at the first failure, with the `.mig` place of the refused statement and the
/// version rows that the database then holds. What was executed of that plan is rolled back; plans
/// before it stay. `partial` is thrown where that cannot be. `moved` where the database is not at
/// the plan's start any more. A signal (see Signals) counts as a failure of the statement that it
/// hits.
///
/// The connection's foreign_keys, legacy_alter_table and ignore_check_constraints are as before on
/// return, however it returns.
void run(std::span<const backends::Plan> plans, const backends::Backend& backend,
         const backends::FrameOptions& options, database::Connection& database,
         const Observer& observer = {});

}  // namespace migc::exec
