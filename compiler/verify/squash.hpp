#pragma once

#include <string>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/pipeline/project.hpp"

namespace migc::verify {

/// Tries on scratch databases whether a revision does what those do that it replaces: with rows in
/// the tables that are there before, schema and rows have to be the same after it, and after the
/// way back. Reports what differs, and what does not run. Values that are others each time, as
/// those of `random()`, do not count. Both projects have been checked.
///
/// `with` is the view that has the revision, `without` the one that has the others.
[[nodiscard]] bool does_the_same(const pipeline::Project& with, const pipeline::Project& without,
                                 const std::string& revision,
                                 diagnostics::Diagnostics& diagnostics);

}  // namespace migc::verify
