#pragma once

#include <functional>
#include <string>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/cli/load.hpp"

/// What upgrade, downgrade and stamp have in common: plans that are executed, or written as a
/// script.
namespace migc::cli {

/// One change of a database, which may have to be planned again: when another process moves the
/// database first, it begins where that one has ended.
struct Change {
  /// What has to be done from a version on; nothing when it is done already.
  std::function<std::vector<backends::Plan>(const exec::Version&)> plan;
  /// The line that tells of a plan before it runs.
  std::function<std::string(const backends::Plan&)> line;
  bool creates = false;  ///< Whether the database may be made by it.
};

/// Executes the change on the project's database. Stops with the state that holds when it cannot be
/// made whole.
[[nodiscard]] int execute(Session& session, const pipeline::History& history,
                          const backends::Backend& backend, const Change& change);

/// Prints the plans as one script, or writes it to `file`; with --format json prints them as data.
[[nodiscard]] int write_script(Session& session, const pipeline::History& history,
                               const backends::Backend& backend,
                               const std::vector<backends::Plan>& plans,
                               const backends::VersionMove& whole,
                               const std::optional<std::string>& file);

}  // namespace migc::cli
