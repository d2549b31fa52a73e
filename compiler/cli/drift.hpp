#pragma once

#include <string>
#include <vector>

#include "compiler/cli/schema_source.hpp"

namespace migc::cli {

/// How a database's schema has left the model of the revisions that are applied to it.
struct Drift {
  std::string at;  ///< The version rows: `003_serial`, or `base`.
  /// What somebody must have done to it, in this order or another.
  std::vector<schema::Change> changes;
};

/// Reads the database's version rows and its schema. One that is not there has not drifted. Stops
/// when its rows are not of this history.
[[nodiscard]] Drift drift_of(Session& session, SchemaSources& sources, const config::Url& url);

}  // namespace migc::cli
