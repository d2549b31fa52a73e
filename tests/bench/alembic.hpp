#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/support/project.hpp"

/// Debian's Alembic, to compare with.
namespace migc::bench::alembic {

[[nodiscard]] bool installed();
[[nodiscard]] support::Outcome run(const support::Project& project,
                                   std::vector<std::string> arguments);

/// Writes what every project of Alembic has; it migrates `app.db`.
void begin_project(const support::Project& project);
/// Writes a revision; `parents` and `operations` are Python.
void add(const support::Project& project, const std::string& id, const std::string& message,
         const std::string& parents, const std::string& operations);
/// The same operations as `linear_history` has.
void write_history(const support::Project& project, std::size_t revisions);

}  // namespace migc::bench::alembic
