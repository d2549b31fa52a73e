#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/pipeline/project.hpp"
#include "compiler/source/source_file.hpp"

namespace migc::verify {

struct Result {
  std::size_t revisions = 0;
  std::size_t irreversible = 0;  ///< Of these; tried upwards only.
  std::size_t failed = 0;
};

/// Tries every revision on a scratch database in memory: up, down and up again. After an upgrade
/// the database must hold what the model says, after a downgrade what it held before. Reports what
/// differs and what SQLite refuses, and goes on with the next revision where it can. `tried` is
/// told of each revision and whether it passed. The project has been checked.
[[nodiscard]] Result verify(
    const pipeline::Project& project, const source::SourceSet& sources,
    diagnostics::Diagnostics& diagnostics,
    const std::function<void(const std::string& revision, bool passed)>& tried);

}  // namespace migc::verify
