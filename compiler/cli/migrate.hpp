#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/migration.hpp"
#include "compiler/graph/path.hpp"
#include "compiler/pipeline/compile.hpp"

/// What upgrade and downgrade have in common, executed or as a script.
namespace migc::cli {

enum class Direction : bool { up, down };

[[nodiscard]] graph::AddressContext context_of(Direction direction,
                                               const std::vector<std::string>& rows);
[[nodiscard]] graph::Path path_to(Session& session, const pipeline::Project& project,
                                  Direction direction, const std::vector<std::string>& rows,
                                  const graph::Target& target);
/// Whether all revisions are to go into one transaction, by the option or by migc.toml. Not those
/// of a script for any start.
[[nodiscard]] pipeline::Grouping grouping_of(const pipeline::Project& project,
                                             const MigrateOptions& options);

/// Makes, rehearses and hands on the plans along a path. Stops when one cannot be made: what was
/// handed on until then is no whole.
void for_each_plan(Session& session, const pipeline::Project& project, const graph::Path& path,
                   const std::vector<std::string>& start, pipeline::Grouping grouping,
                   const std::function<void(backends::Plan&&)>& use);
[[nodiscard]] std::vector<backends::Plan> plans_of(Session& session,
                                                   const pipeline::Project& project,
                                                   const graph::Path& path,
                                                   const std::vector<std::string>& start,
                                                   pipeline::Grouping grouping);

/// Ends an upgrade that has nothing to do: the database is at the target, and no revision was edited
/// since it was applied. Headers and checksums tell that; blocks are not read. Returns the exit
/// status, or nothing when the whole project is needed.
[[nodiscard]] std::optional<int> upgrade_idle(Session& session, const MigrateOptions& options,
                                              const LoadScope& what);

/// What comes before plans that begin at `here` where the database is recorded at other rows: at a
/// revision that another replaces, after which the schema is the same.
[[nodiscard]] std::optional<backends::Plan> begin_at_recorded(
    const pipeline::Project& project, const std::vector<std::string>& recorded,
    const std::vector<std::string>& here);

/// The same for plans of which each may be the first: a plan for every other way to record that a
/// database is at `rows`.
[[nodiscard]] std::vector<backends::Plan> begin_at_replaced(const pipeline::Project& project,
                                                            const std::vector<std::string>& rows);

/// The one plan of `--fresh` along a path from base; none where nothing is to be done.
[[nodiscard]] std::vector<backends::Plan> fresh_plans(Session& session,
                                                      const pipeline::Project& project,
                                                      const graph::Path& path);

/// Stops when an applied revision has been edited since, unless that is allowed: then returns what
/// the log is to say of it.
[[nodiscard]] std::vector<backends::LogEntry> check_edited(Session& session,
                                                           const pipeline::Project& project,
                                                           const Recorded& recorded, bool allowed);

/// What a script does, and from where to where.
struct ScriptPlans {
  std::vector<backends::Plan> plans;
  backends::VersionMove whole;
};
/// Worked out without a database, unless the options name one.
[[nodiscard]] ScriptPlans plans_of_script(Session& session, const pipeline::Project& project,
                                          Direction direction, const MigrateOptions& options);

int migrate_online(Session& session, const pipeline::Project& project,
                   const backends::Backend& backend, Direction direction,
                   const MigrateOptions& options);
int migrate_offline(Session& session, const pipeline::Project& project,
                    const backends::Backend& backend, Direction direction,
                    const MigrateOptions& options);

}  // namespace migc::cli
