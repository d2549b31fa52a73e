#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/source/source_file.hpp"

/// Histories that other tools keep, as revisions.
namespace migc::import {

/// Statements of a source, and where they come from. What is no part of them is blank, so that
/// places in them are places in the file.
struct SourceText {
  std::string path;
  std::string text;
};

/// One step of a history.
struct SourceRevision {
  std::string id;
  std::vector<std::string> parents{};
  std::string message{};
  SourceText up;
  std::optional<SourceText> down{};
  bool transactional = true;
};

/// The steps of `alembic upgrade head --sql`: each begins with a line `-- Running upgrade X -> Y`.
/// What keeps Alembic's own version table is left out. Reports a text without such a line.
[[nodiscard]] std::vector<SourceRevision> alembic_revisions(const std::string& path,
                                                            const std::string& text,
                                                            diagnostics::Diagnostics& diagnostics);

/// The steps in a folder of SQL files with numbers, in their order: `0001_name.up.sql` beside
/// `0001_name.down.sql` (golang-migrate), `0001_name.sql` with comments `-- +goose Up` and `Down`,
/// or
/// `-- migrate:up` and `down` (dbmate), `V1__name.sql` beside `U1__name.sql` (Flyway), or one file
/// for each. Reports what cannot be read, and files without a number.
[[nodiscard]] std::vector<SourceRevision> numbered_revisions(const std::string& folder,
                                                             diagnostics::Diagnostics& diagnostics);

/// The changes of a Sqitch project, in the order of its `sqitch.plan`: `deploy/NAME.sql` beside
/// `revert/NAME.sql`, and `NAME@TAG.sql` for what a later change reworks. Reports a change without
/// a script, and one that needs what does not come before it.
[[nodiscard]] std::vector<SourceRevision> sqitch_revisions(const std::string& folder,
                                                           source::SourceSet& sources,
                                                           diagnostics::Diagnostics& diagnostics);

/// The steps in a folder of whichever tool: Sqitch, Diesel (`NAME/up.sql` beside `NAME/down.sql`),
/// Prisma (`NAME/migration.sql`) or files with numbers. Reports a folder that could be of several.
[[nodiscard]] std::vector<SourceRevision> folder_revisions(const std::string& folder,
                                                           source::SourceSet& sources,
                                                           diagnostics::Diagnostics& diagnostics);

/// A file's content, without a byte order mark. Throws std::system_error with the path.
[[nodiscard]] std::string content_of(const std::string& path);
/// Whether it is a database of SQLite.
[[nodiscard]] bool is_database_file(const std::string& path);

}  // namespace migc::import
