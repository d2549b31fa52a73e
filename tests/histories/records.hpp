#pragma once

#include <string>
#include <vector>

#include "tests/support/database.hpp"
#include "tests/support/project.hpp"

/// The history of a real project, from the records of what its migrations did.
namespace migc::histories {

struct Recorded {
  support::RevisionText revision;  ///< Built from the record, not copied by hand.
  std::string schema_path;  ///< The schema that the original left behind, as `.schema` prints it.
};

/// The revisions in order. `folder` holds graph.json and NNN_*.schema.sql. Throws
/// std::runtime_error at a record that it cannot say in the language.
[[nodiscard]] std::vector<Recorded> read_records(const std::string& folder);

/// Makes the schema that the original left behind, in an empty database.
void make_recorded(const support::Database& database, const Recorded& record);

}  // namespace migc::histories
