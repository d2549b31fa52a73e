#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/database/driver.hpp"
#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/schema/model/schema.hpp"
#include "compiler/source/source_file.hpp"

namespace migc::drivers::sqlite {

/// The schema of a database, from the statements that it keeps for its objects; as the driver's
/// inspect().
[[nodiscard]] std::optional<schema::Schema> introspect(database::Connection& database,
                                                       const database::Inspection& what,
                                                       source::SourceSet& sources,
                                                       diagnostics::Diagnostics& diagnostics);

/// The schema that scripts make, one after the other, on an empty scratch database. They reach no
/// other database and no file. Throws Error when SQLite refuses one; else as introspect().
[[nodiscard]] std::optional<schema::Schema> introspect_scripts(
    const std::vector<std::string>& scripts, const database::Inspection& what,
    source::SourceSet& sources, diagnostics::Diagnostics& diagnostics);

}  // namespace migc::drivers::sqlite
