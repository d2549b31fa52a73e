#include <fmt/format.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <ctime>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "compiler/cli/listing.hpp"
#include "compiler/cli/migration.hpp"
#include "compiler/cli/output.hpp"
#include "compiler/cli/progress_line.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/drivers/drivers.hpp"
#include "compiler/exec/backup_name.hpp"
#include "compiler/exec/runner.hpp"
#include "compiler/exec/space.hpp"
#include "compiler/verify/differences.hpp"

namespace migc::cli {

using backends::Plan;
using diagnostics::printable;
using Json = nlohmann::ordered_json;

namespace {

constexpr const char* nothing_changed = "nothing was changed";

/// What holds after a failure, for a run that began at `start`.
std::string state_after(const database::Error& error, const std::vector<std::string>& start) {
  const std::string at = printable(backends::rows_text(error.holds));
  if (error.failure == database::Failure::partial)
    return fmt::format("partially applied: the database is recorded at {}", at);
  if (error.holds == start) return fmt::format("{}: the database is at {}", nothing_changed, at);
  return "rolled back to " + at;
}

/// Who runs this, for the log: `me@here`.
std::string user_and_host() {
  const passwd* user = ::getpwuid(::geteuid());
  char host[256] = {};
  const bool named = ::gethostname(host, sizeof host - 1) == 0 && host[0] != '\0';
  return fmt::format("{}{}{}", user != nullptr ? user->pw_name : std::to_string(::geteuid()),
                     named ? "@" : "", host);
}

std::string percentage(std::uint64_t done, std::uint64_t all) {
  return all == 0 ? "" : fmt::format(" ({} %)", done * 100 / all);
}

/// Executes one change, over and over while others move the database in between.
class Execution {
 public:
  Execution(Session& session, const pipeline::History& history, const backends::Backend& backend,
            const Change& change)
      : session_(session),
        history_(history),
        backend_(backend),
        change_(change),
        frame_(frame_for(session, history, change)),
        url_(database_of(session, history.settings)) {
    session_.state = nothing_changed;
    if (change.backup && !change.backup->empty())
      check_backup(session, history.settings, *change.backup);
    const std::string& origin = history.settings.url.origin.name;
    session_.tell_verbose(printable(
        fmt::format("database: {}{}", url_.masked(), origin.empty() ? "" : " (" + origin + ")")));
  }

  int run() {
    const bool exists = url_.in_memory() || drivers::database_exists(url_);
    if (!exists && change_.done_without && url_.dialect == "sqlite") return tell_done();
    if (!change_.creates || exists) database_ = connect(session_, url_, access());
    Recorded recorded = read();
    const std::vector<std::string> start = recorded.rows;
    const auto begun = std::chrono::steady_clock::now();
    while (!attempt(recorded, start)) recorded = read();
    if (session_.watched() && done_.size() > 1)
      session_.tell(
          summary_line(done_.size(), std::chrono::duration_cast<std::chrono::milliseconds>(
                                         std::chrono::steady_clock::now() - begun)));
    print(start, database_ ? read().rows : start);
    session_.state.clear();
    return exits::done;
  }

 private:
  /// Nothing is there, and that is what was asked for.
  int tell_done() {
    session_.tell("already at base");
    print({}, {});
    session_.state.clear();
    return exits::done;
  }

  [[nodiscard]] database::Access access() const {
    return change_.creates ? database::Access::create : database::Access::write;
  }

  static backends::FrameOptions frame_for(Session& session, const pipeline::History& history,
                                          const Change& change) {
    backends::FrameOptions frame = frame_of(session, history);
    frame.run_by = user_and_host();
    frame.tag = shown_tag(change.tag);
    if (change.allow_drift) frame.drift = backends::FrameOptions::Drift::allowed;
    return frame;
  }

  Recorded read() {
    if (!database_) return {};
    return {exec::read_version(*database_, frame_.version_table),
            exec::read_log(*database_, frame_.log_table)};
  }

  /// Whether it is done. Not when the database has moved since its version was read.
  bool attempt(const Recorded& recorded, const std::vector<std::string>& start) {
    const std::vector<Plan> plans = change_.plan(recorded);
    if (plans.empty()) {
      if (done_.empty())
        session_.tell("already at " + printable(backends::rows_text(recorded.rows)));
      return true;
    }
    if (!database_) database_ = connect(session_, url_, access());
    std::string running;
    Turn turn{0, plans.size()};
    exec::Observer observer;
    observer.ready = [&] { prepare(plans, recorded); };
    observer.begins = [&](const Plan& plan) {
      running = plan.revision;
      ++turn.number;
      session_.tell(change_.line(plan));
    };
    observer.ends = [&](const Plan& plan) { note_done(plan); };
    observer.compare = [&](const std::string& model, const std::string& found) {
      return verify::differences(model, found, backend_.rules());
    };
    observer.loses = [&](const database::Error& lost) { tell_of_loss(lost); };
    if (session_.watched())
      observer.progress = [&](const exec::Progress* progress) {
        session_.show(progress == nullptr ? "" : progress_line(*progress, turn));
      };
    try {
      exec::run(plans, backend_, frame_, *database_, observer);
      return true;
    } catch (database::Error& error) {
      if (error.failure == database::Failure::unsettled && is_done_anyway(error, running))
        return false;
      if (error.failure == database::Failure::moved) {
        drop_backup();
        session_.tell(printable(error.diagnostic.text) + "; continuing from there");
        return false;
      }
      session_.state = state_after(error, start);
      if (error.failure == database::Failure::drifted) add_ways_out(error);
      throw Stop{report(session_, error)};
    }
  }

  /// What may be done about changes that were made by hand.
  void add_ways_out(database::Error& error) const {
    error.diagnostic.note(fmt::format(
        "to keep the changes, put them into an earlier revision: `migc revision -m 'made by hand' "
        "--head {} --splice --from {}`, then `migc rebase` and `migc stamp`",
        fmt::join(error.holds, ","), url_.masked()));
    error.diagnostic.note("to lose the changes, add `--allow-drift`");
  }

  void tell_of_loss(const database::Error& lost) const {
    session_.tell(printable("warning: " + lost.diagnostic.text));
    for (const diagnostics::Note& note : lost.diagnostic.notes)
      session_.tell(printable("  " + note.text));
  }

  void note_done(const Plan& plan) {
    if (plan.log.size() < 2) return done_.push_back(plan.revision);
    for (const backends::LogEntry& entry : plan.log) done_.push_back(entry.revision);
  }

  /// What is done when nothing speaks against it any more, before the first statement.
  void prepare(const std::vector<Plan>& plans, const Recorded& recorded) {
    warn_of_shortage(plans);
    if (!change_.backup || !existed_ || !backup_.empty()) return;
    try {
      backup_ = make_backup(session_, *database_, url_, *change_.backup);
    } catch (database::Error& error) {
      error.holds = recorded.rows;
      throw;
    }
    session_.tell(printable("backup: " + backup_));
  }

  void warn_of_shortage(const std::vector<Plan>& plans) {
    const auto free = url_.in_memory() ? std::nullopt : exec::free_space(url_.database);
    const auto lacking = free ? exec::shortage(*database_, plans, *free) : std::nullopt;
    if (lacking)
      session_.tell(printable(fmt::format(
          "warning: the rebuild of {} may need {} of space, and {} are free", lacking->table,
          exec::bytes_in_words(lacking->needed), exec::bytes_in_words(lacking->free))));
  }

  /// Another process has moved the database: what was backed up is not what will be changed.
  void drop_backup() {
    if (!backup_.empty() && done_.empty()) ::unlink(backup_.c_str());
    backup_.clear();
  }

  /// After a COMMIT that failed. A write-ahead log may hold all of it in spite of the error, and
  /// then everybody who opens the database anew finds it done.
  bool is_done_anyway(database::Error& error, const std::string& revision) {
    const std::vector<std::string> before = std::exchange(error.holds, {});
    database_.reset();
    try {
      database_ = connect(session_, url_, access());
      error.holds = read().rows;
    } catch (const database::Error&) {
      session_.state = printable(fmt::format(
          "unknown whether {} is done: the database cannot be read; run `migc current` when it can",
          revision));
      throw Stop{report(session_, error)};
    }
    if (error.holds == before) return false;
    session_.tell(printable(fmt::format("{}: at COMMIT, but {} is done; check the disk",
                                        error.refusal.message, revision)));
    done_.push_back(revision);
    return true;
  }

  void print(const std::vector<std::string>& from, const std::vector<std::string>& to) {
    if (!session_.options.json) return;
    Json result = {{"database", url_.masked()}, {"from", from}, {"to", to}, {"executed", done_}};
    if (!backup_.empty()) result["backup"] = backup_;
    session_.print(document(std::move(result)));
  }

  Session& session_;
  const pipeline::History& history_;
  const backends::Backend& backend_;
  const Change& change_;
  const backends::FrameOptions frame_;
  const config::Url url_;
  const bool existed_ = drivers::database_exists(url_);  ///< A new one needs no backup.
  std::unique_ptr<database::Connection> database_;
  std::vector<std::string> done_;
  std::string backup_;  ///< The one that was made.
};

}  // namespace

void check_backup(Session& session, const config::Settings& settings, const std::string& name) {
  struct stat existing {};
  if (::lstat(name.c_str(), &existing) != 0) Output(settings).check(session, name);
}

std::string make_backup(const Session& session, database::Connection& database,
                        const config::Url& url, const std::string& name) {
  using namespace std::chrono_literals;
  using std::chrono::steady_clock;
  std::string file = name.empty() ? exec::backup_name(url.database, std::time(nullptr)) : name;
  const auto start = steady_clock::now();
  database.back_up(file, [&](int done, int all) {
    if (!session.watched() || steady_clock::now() - start < 500ms) return;
    const auto of = [](int pages) { return static_cast<std::uint64_t>(pages); };
    session.show(fmt::format("backup: {} of {} pages{}", done, all, percentage(of(done), of(all))));
  });
  session.show({});
  return file;
}

int execute(Session& session, const pipeline::History& history, const backends::Backend& backend,
            const Change& change) {
  return Execution(session, history, backend, change).run();
}

}  // namespace migc::cli
