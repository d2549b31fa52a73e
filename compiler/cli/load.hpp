#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "compiler/backends/backend.hpp"
#include "compiler/cli/session.hpp"
#include "compiler/config/settings.hpp"
#include "compiler/database/connection.hpp"
#include "compiler/exec/version_table.hpp"
#include "compiler/graph/address.hpp"
#include "compiler/pipeline/project.hpp"

/// The steps with which most commands begin. Each throws Stop when it cannot be done.
namespace migc::cli {

[[nodiscard]] config::Settings load_settings(Session& session);

/// What a command is about. Where revisions replace others it decides which view of the history is
/// loaded: one that has all of it, else the one without what is replaced.
struct LoadScope {
  std::vector<std::string> words{};  ///< Addresses and ranges, as typed.
  bool database = false;             ///< Where the project's database is.
};
/// The words, and the database where one of them means something only beside it.
[[nodiscard]] LoadScope about(std::vector<std::string> words);

/// The revisions' headers alone, for what needs no more: blocks may have mistakes.
[[nodiscard]] pipeline::History load_history(Session& session, const LoadScope& about = {});
[[nodiscard]] pipeline::Project load_project(Session& session, const LoadScope& about = {});
/// All that is in the files, of which there may be several views; what is wrong stops view_of().
[[nodiscard]] pipeline::Files<pipeline::Project> load_files(Session& session);
/// One of them; stops when it is not sound.
[[nodiscard]] pipeline::Project view_of(Session& session,
                                        const pipeline::Files<pipeline::Project>& files,
                                        const graph::NamedRevisions& named = {});
/// Says what is not said yet: views have revisions in common, and what is wrong with those.
void say_once(Session& session, const diagnostics::Diagnostics& diagnostics);
/// Checks the views in which what is replaced has its place again: what is wrong with the usual one
/// is diagnostics already.
void check_other_views(Session& session, const pipeline::Files<pipeline::Project>& files);
/// What this program's own SQLite cannot do is not to be planned where it is what executes.
void limit_to_engine(config::Settings& settings);
/// Replays the whole history: what compiles is compiled whole.
void check_project(Session& session, const pipeline::Project& project);
/// Reports what SQLite does not take of a project that has been checked, where it is for SQLite.
void rehearse_project(Session& session, const pipeline::Project& project);
/// What makes SQL for a dialect; stops when nothing does.
[[nodiscard]] const backends::Backend& backend_of(Session& session, std::string_view dialect);
[[nodiscard]] const backends::Backend& backend_of(Session& session,
                                                  const pipeline::History& history);
/// How its scripts are framed.
[[nodiscard]] backends::FrameOptions frame_of(Session& session, const pipeline::History& history);

[[nodiscard]] config::Url database_of(Session& session, const config::Settings& settings);
[[nodiscard]] std::unique_ptr<database::Connection> connect(Session& session,
                                                            const config::Url& url,
                                                            database::Access access);
/// Reads from the database, once and over one connection; one that is not there is not read, and
/// stays away.
void read_database(Session& session, const config::Url& url,
                   const std::function<void(database::Connection&)>& read);
/// The version table's state; a file that is not there is at base, and stays away.
[[nodiscard]] exec::Version version_of(Session& session, const config::Url& url,
                                       const config::Settings& settings);
/// The rows by the names of this history, see graph::rows_here(); stops when they are not of it.
[[nodiscard]] std::vector<std::string> rows_of(Session& session, const pipeline::History& history,
                                               const std::vector<std::string>& rows);
/// Stops when the rows are not of this history.
void check_rows(Session& session, const pipeline::History& history,
                const std::vector<std::string>& rows);

[[nodiscard]] graph::Target resolve(Session& session, const pipeline::History& history,
                                    std::string_view word, const graph::AddressContext& context);
/// Whether a word means something only beside a database: `current`, `+1`, `-1`.
[[nodiscard]] bool needs_database(std::string_view word);
/// The rows for a command that reads the database only when one of the words needs it.
[[nodiscard]] std::vector<std::string> rows_for(Session& session, const pipeline::History& history,
                                                std::initializer_list<std::string_view> words);

/// The ids of a target, as version rows.
[[nodiscard]] std::vector<std::string> ids_of(const pipeline::History& history,
                                              const graph::Target& target);

/// Adds what a database said to the diagnostics; returns the exit code that it means.
[[nodiscard]] int report(Session& session, const database::Error& error);

}  // namespace migc::cli
