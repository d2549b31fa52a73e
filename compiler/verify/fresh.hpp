#pragma once

#include <optional>

#include "compiler/backends/script.hpp"
#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/graph/path.hpp"
#include "compiler/pipeline/project.hpp"

namespace migc::verify {

/// One plan that makes of an empty database what the revisions of a path from base make of it one
/// by one: the schema, and the rows that their data statements leave. These are found by running
/// the revisions on a scratch database; and the plan is run on another, which then holds the same,
/// or there is none.
///
/// Reports the statement that makes it impossible: one whose rows are other ones each time, raw SQL
/// that does more than to leave tables and rows, what SQLite refuses, and what would differ. The
/// project has been checked. Throws database::Error when a signal comes.
[[nodiscard]] std::optional<backends::Plan> fresh_plan(const pipeline::Project& project,
                                                       const graph::Path& path,
                                                       diagnostics::Diagnostics& diagnostics);

}  // namespace migc::verify
