#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/support/project.hpp"

namespace migc::bench {

enum class Change {
  create_table,
  add_column,
  add_reference,
  create_index,
  change_type,
  update_rows,
  create_view
};

/// What one revision of the history does. A writer of another form, such as Alembic's, starts here.
struct Step {
  Change change;
  std::string table;
  std::string parent;  ///< The table that `add_reference` refers to.
  std::size_t number;  ///< Counts the revisions of the table, and goes into names and types.
};

[[nodiscard]] Step step_of(std::size_t revision);
[[nodiscard]] std::string revision_id(std::size_t revision);

/// A linear history of so many revisions, mixed as a small project's are: columns and indexes
/// added, a column changed, rows written, a table and a foreign key added.
[[nodiscard]] std::vector<support::RevisionText> linear_history(std::size_t revisions);

/// The statements of a revision as a careful person would type them for SQLite, with nothing that
/// checks anything or records the revision.
[[nodiscard]] std::string plain_sql(std::size_t revision);

}  // namespace migc::bench
