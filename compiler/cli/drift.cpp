#include "compiler/cli/drift.hpp"

#include <fmt/format.h>

#include "compiler/cli/load.hpp"
#include "compiler/drivers/drivers.hpp"

namespace migc::cli {

Drift drift_of(Session& session, SchemaSources& sources, const config::Url& url) {
  if (!drivers::database_exists(url)) return {"base", {}};
  const std::vector<std::string> rows =
      rows_of(session, sources.project(), version_of(session, url, sources.settings()).rows);
  Drift drift{rows.empty() ? "base" : fmt::format("{}", fmt::join(rows, ", ")), {}};
  SchemaSource model = sources.revision(rows, drift.at), database = sources.database(url);
  drift.changes = difference(session, model, database, sources, true).changes;
  return drift;
}

}  // namespace migc::cli
