#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/drivers/sqlite/connection.hpp"
#include "compiler/schema/model/schema.hpp"
#include "compiler/source/source_file.hpp"

namespace migc::verify {

/// The schema of a database, from the statements that it keeps for its objects. `left_out` names
/// tables that are no part of it, as migc's own are not.
///
/// The statements join `sources` as a file called `name`. Reports what of them the language cannot
/// say; returns nothing then. A view or trigger may name what is not there: databases hold such.
[[nodiscard]] std::optional<schema::Schema> introspect(exec::Connection& database,
                                                       const std::string& name,
                                                       const std::vector<std::string>& left_out,
                                                       source::SourceSet& sources,
                                                       diagnostics::Diagnostics& diagnostics);

/// The schema that scripts make, one after the other, on an empty scratch database. They reach no
/// other database and no file. Throws exec::Error when SQLite refuses one; else as introspect().
[[nodiscard]] std::optional<schema::Schema> introspect_scripts(
    const std::vector<std::string>& scripts, const std::string& name,
    const std::vector<std::string>& left_out, source::SourceSet& sources,
    diagnostics::Diagnostics& diagnostics);

}  // namespace migc::verify
