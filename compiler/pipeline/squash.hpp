#pragma once

#include <span>
#include <string>
#include <vector>

#include "compiler/pipeline/project.hpp"
#include "compiler/source/source_file.hpp"

namespace migc::pipeline {

/// The blocks of one revision that is to do what several do. For each way to write the upgrade, the
/// shorter first, each way to write the downgrade: whether they compile, and do the same, is to be
/// tried. `range` is a line, oldest first.
[[nodiscard]] std::vector<std::string> squashed_blocks(const Project& project,
                                                       std::span<const graph::Index> range,
                                                       const source::SourceSet& sources);

}  // namespace migc::pipeline
