#pragma once

#include <functional>
#include <string_view>

#include "compiler/backends/backend.hpp"
#include "compiler/cli/session.hpp"
#include "compiler/config/settings.hpp"
#include "compiler/exec/connection.hpp"
#include "compiler/exec/version_table.hpp"
#include "compiler/graph/address.hpp"
#include "compiler/pipeline/project.hpp"

/// The steps with which most commands begin. Each throws Stop when it cannot be done.
namespace migc::cli {

[[nodiscard]] config::Settings load_settings(Session& session);
/// The revisions' headers alone, for what needs no more: blocks may have mistakes.
[[nodiscard]] pipeline::History load_history(Session& session);
[[nodiscard]] pipeline::Project load_project(Session& session);
/// What this program's own SQLite cannot do is not to be planned where it is what executes.
void limit_to_engine(config::Settings& settings);
/// Replays the whole history: what compiles is compiled whole.
void check_project(Session& session, const pipeline::Project& project);
[[nodiscard]] const backends::Backend& backend_of(Session& session,
                                                  const pipeline::History& history);
[[nodiscard]] backends::FrameOptions frame_of(const config::Settings& settings);

[[nodiscard]] config::Url database_of(Session& session, const config::Settings& settings);
[[nodiscard]] exec::Connection connect(Session& session, const config::Url& url,
                                       exec::Access access);
/// Reads from the database, once and over one connection; one that is not there is not read, and
/// stays away.
void read_database(Session& session, const config::Url& url,
                   const std::function<void(exec::Connection&)>& read);
/// The version table's state; a file that is not there is at base, and stays away.
[[nodiscard]] exec::Version version_of(Session& session, const config::Url& url,
                                       const config::Settings& settings);
/// Stops when the rows are not of this history.
void check_rows(Session& session, const pipeline::History& history,
                const std::vector<std::string>& rows);

[[nodiscard]] graph::Target resolve(Session& session, const pipeline::History& history,
                                    std::string_view word, const graph::Context& context);
/// Whether a word means something only beside a database: `current`, `+1`, `-1`.
[[nodiscard]] bool needs_database(std::string_view word);
/// The rows for a command that reads the database only when one of the words needs it.
[[nodiscard]] std::vector<std::string> rows_for(Session& session, const pipeline::History& history,
                                                std::initializer_list<std::string_view> words);

/// The ids of a target, as version rows.
[[nodiscard]] std::vector<std::string> ids_of(const pipeline::History& history,
                                              const graph::Target& target);

/// Adds what a database said to the diagnostics; returns the exit code that it means.
[[nodiscard]] int report(Session& session, const exec::Error& error);

}  // namespace migc::cli
