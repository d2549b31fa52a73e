#pragma once

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/pipeline/project.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::pipeline {

/// Whether anything in a revision is allowed.
[[nodiscard]] bool has_allows(const ir::Revision& revision);

/// Warns of what a revision allows and nothing in it needs. `schema` is what the revision is
/// applied to, and is so again afterwards. The revision has no errors.
void report_idle_allows(const Project& project, graph::Index revision, schema::Schema& schema,
                        diagnostics::Diagnostics& diagnostics);

}  // namespace migc::pipeline
