#pragma once

#include <string>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/pipeline/project.hpp"

namespace migc::verify {

/// Verifies on scratch databases that a revision does what the squashed revisions do. The tables
/// that are there before have rows. Schema and rows have to be the same after it, and after its
/// downgrade. Reports what differs, and what does not run. Values that differ between runs, such as
/// those of `random()`, are ignored. Both projects have been checked.
///
/// `with` is the view that has the revision, `without` the one that has the others.
[[nodiscard]] bool does_the_same(const pipeline::Project& with, const pipeline::Project& without,
                                 const std::string& revision,
                                 diagnostics::Diagnostics& diagnostics);

}  // namespace migc::verify
