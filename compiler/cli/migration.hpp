#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/emit/offline.hpp"
#include "compiler/exec/log_table.hpp"

/// What upgrade, downgrade and stamp have in common: plans that are executed, or written as a
/// script.
namespace migc::cli {

/// What a database records of itself.
struct Recorded : exec::Version {
  exec::Log log{};
};

/// Reads it; a file that is not there records nothing, and stays away.
[[nodiscard]] Recorded recorded_by(Session& session, const config::Url& url,
                                   const config::Settings& settings);

/// One change of a database, which may have to be planned again: when another process moves the
/// database first, it begins where that one has ended.
struct Change {
  /// What has to be done from there on; nothing when it is done already.
  std::function<std::vector<backends::Plan>(const Recorded&)> plan;
  /// The line that tells of a plan before it runs.
  std::function<std::string(const backends::Plan&)> line;
  bool creates = false;  ///< Whether the database may be made by it.
  bool allow_drift = false;
  bool any_start = false;            ///< Changes by hand may be lost.
  bool done_without = false;         ///< Whether it is done where there is no database.
  std::optional<std::string> tag{};  ///< What the log is to call the run.
  /// The backup to make before the first statement; an empty name stands for one with the time.
  std::optional<std::string> backup{};
};

/// Executes the change on the project's database. Stops with the state that holds when it cannot be
/// made whole.
[[nodiscard]] int execute(Session& session, const pipeline::History& history,
                          const backends::Backend& backend, const Change& change);

struct ScriptOptions {
  std::optional<std::string> file{};  ///< Where it is written; standard output without.
  std::optional<std::string> tag{};   ///< What the log is to call the run.
  std::string runner = "sqlite3";     ///< Who is to run it: `sqlite3`, `exec` or `wrapped`.
  bool allow_data_loss = false;       ///< It was made not to ask what is lost.
  bool allow_drift = false;           ///< It loses what was changed by hand.
  bool any_start = false;             ///< It is for databases at any revision.
};

/// The runner of that name; stops when there is none.
[[nodiscard]] backends::Runner runner_of(Session& session, const std::string& name);
/// Prints or writes plans as one script; with --format json as data. It takes them in one by one
/// and keeps none.
class ScriptOutput {
 public:
  /// `several`: more than one plan will be added. All references have to outlive it.
  ScriptOutput(Session& session, const pipeline::History& history, const backends::Backend& backend,
               bool several, ScriptOptions options);

  void add(const backends::Plan& plan);
  /// Stops when a plan must not be given to the runner. Returns the exit status.
  [[nodiscard]] int finish(const backends::VersionMove& whole) &&;

 private:
  [[nodiscard]] std::string text(const backends::VersionMove& whole);

  Session& session_;
  const pipeline::History& history_;
  const backends::Backend& backend_;
  const ScriptOptions options_;
  const backends::FrameOptions frame_;
  emit::ScriptWriter writer_;
  std::unique_ptr<backends::Framer> framer_;  ///< Of the data.
  nlohmann::ordered_json plans_ = nlohmann::ordered_json::array();
};

/// What a plan does, action by action, as data.
[[nodiscard]] nlohmann::ordered_json actions_json(const Session& session,
                                                  const backends::Plan& plan);

/// Stops when a new file of that name would be taken for a part of the database, or for a source.
/// One that is there is never overwritten.
void check_backup(Session& session, const config::Settings& settings, const std::string& name);
/// Makes a backup of a database that is there, shows how far it is, and returns its name. Without a
/// name it gets one with the time.
[[nodiscard]] std::string make_backup(const Session& session, database::Connection& database,
                                      const config::Url& url, const std::string& name);

/// A tag as it may stand in a log: without the password of a URL in it.
[[nodiscard]] std::optional<std::string> shown_tag(const std::optional<std::string>& tag);

/// Stops when a tag does not fit into the log.
void check_tag(Session& session, const std::optional<std::string>& tag);

}  // namespace migc::cli
