#pragma once

#include <span>
#include <string>
#include <vector>

#include "compiler/pipeline/project.hpp"

namespace migc::pipeline {

/// A column that two branches both change: which of them comes last decides what it is.
struct BothWrite {
  std::string table, column;
  graph::Index one, other;  ///< The first revision of each branch that does.
};

/// What the branches that end at `heads` both change, each apart from what they have in common.
[[nodiscard]] std::vector<BothWrite> written_by_both(const Project& project,
                                                     std::span<const graph::Index> heads);

/// Reports what is wrong with a merge of branches: with it as a revision of the project, and with
/// what a database at the end of one branch has to do to come to it. `heads` are those joined.
void check_merge(const Project& project, std::span<const graph::Index> heads,
                 diagnostics::Diagnostics& diagnostics);

}  // namespace migc::pipeline
