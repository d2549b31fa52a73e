#include "compiler/exec/runner.hpp"

#include <algorithm>
#include <utility>

#include "compiler/database/signals.hpp"
#include "compiler/diagnostics/catalogue/backends.hpp"
#include "compiler/diagnostics/catalogue/exec.hpp"
#include "compiler/exec/log_table.hpp"
#include "compiler/exec/preflight.hpp"
#include "compiler/exec/version_table.hpp"

namespace migc::exec {

using backends::FramedStatement;
using backends::Plan;
using database::Connection;
using database::Error;
using database::Failure;
namespace kind = diagnostics::kind;

namespace {

/// The statement in one line of bearable length.
std::string excerpt(std::string_view sql) {
  constexpr std::size_t longest = 200;
  std::string line;
  for (const char c : sql) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (blank && (line.empty() || line.back() == ' ')) continue;
    line += blank ? ' ' : c;
    if (line.size() < longest) continue;
    while ((static_cast<unsigned char>(line.back()) & 0xC0) == 0x80) line.pop_back();
    line.back() = ' ';
    return line + "…";
  }
  return line;
}

/// Executes one plan.
class Run {
 public:
  Run(const Plan& plan, std::vector<FramedStatement> statements, const backends::Backend& backend,
      const backends::FrameOptions& options, Connection& database, const Observer& observer)
      : plan_(plan),
        statements_(std::move(statements)),
        options_(options),
        database_(database),
        observer_(observer),
        look_(plan, backend, database, observer.compare) {}

  void execute() {
    if (!plan_.script.transactional) check_start();
    try {
      for (; done_ < statements_.size(); ++done_) {
        const FramedStatement& next = statements_[done_];
        if (next.role == Role::probe || next.role == Role::commit) look_after();
        statement(next);
        if (next.role == Role::begin) look_before();
      }
    } catch (Error& error) {
      fail(error);
      throw;
    }
  }

 private:
  using Role = FramedStatement::Role;

  /// Once, behind the first BEGIN: nobody else can change anything any more.
  void look_before() {
    if (!observer_.compare || std::exchange(looked_, true)) return;
    std::vector<Error> found = look_.before();
    if (found.empty()) return;
    const std::vector<std::string> rows = read_version(database_, options_.version_table).rows;
    if (rows != plan_.version.before) throw moved(plan_.version.before, rows);
    refuse(std::move(found));
  }

  /// Once, before anything asks in other words whether what was made works.
  void look_after() {
    if (!plan_.script.transactional || !observer_.compare || std::exchange(looked_after_, true))
      return;
    refuse(look_.after());
  }

  /// Unless it may be lost.
  void refuse(std::vector<Error> found) const {
    if (found.empty()) return;
    if (options_.drift == backends::FrameOptions::Drift::allowed) {
      if (observer_.loses)
        for (const Error& one : found) observer_.loses(one);
      return;
    }
    Error error = std::move(found.front());
    for (std::size_t at = 1; at < found.size(); ++at)
      error.further.push_back(std::move(found[at].diagnostic));
    throw error;
  }

  /// A transactional frame asks for its start by itself, and leaves nothing half-done.
  void check_start() {
    const std::vector<std::string> rows = read_version(database_, options_.version_table).rows;
    if (rows != plan_.version.before) throw moved(plan_.version.before, rows);
    if (plan_.log.empty()) return;
    const Log log = read_log(database_, options_.log_table);
    const auto last = log.find(plan_.revision);
    tried_ = last != log.end() && !last->second.finished;
  }

  void statement(const FramedStatement& one) {
    const Watch watch(database_, one, observer_.progress);
    const bool transactional = plan_.script.transactional;
    const bool inside = database_.in_transaction();
    if (one.in_transaction) {
      database_.run_foreign(one.sql);
      if (!database_.in_transaction())
        throw Error(Failure::refused, kind::transaction_ended, "ended migc's transaction");
    } else {
      database_.run(one.sql);
      committed_ |= transactional && inside && !database_.in_transaction();
      if (!transactional && one.written.known() && database_.in_transaction())
        throw Error(Failure::refused, kind::transaction_ended, "left a transaction open");
    }
  }

  /// Undoes what can be undone and adds to the error what is known: where, at what, and what holds
  /// now.
  void fail(Error& error) {
    const std::vector<Finding> lost = rows_lost(statements_[done_], error);
    const std::string who = culprits(statements_[done_], error);
    database_.roll_back();
    database_.reread_schema();
    error.holds = rows_now();
    if (committed_ || error.failure == Failure::drifted) return;
    describe(statements_[done_], error);
    if (!who.empty()) error.diagnostic.note(who);
    if (!lost.empty()) {
      error.diagnostic = lost.front().diagnostic();
      error.diagnostic.place = statements_[done_].written;
    }
    if (!plan_.script.transactional) {
      if (tried_)
        error.diagnostic.note(fmt::format(
            "an earlier run of {} stopped part-way: its changes are still there", plan_.revision));
      if (own(kept()) > 0) fail_between(error);
    } else if (error.failure == Failure::refused && statements_[done_].role == Role::commit) {
      error.failure = Failure::unsettled;
    } else if (error.failure == Failure::refused && error.holds != plan_.version.before) {
      error = moved(plan_.version.before, error.holds);
    }
  }

  /// Which rows a failed condition is about, where it is about rows: they are still there.
  [[nodiscard]] std::vector<Finding> rows_lost(const FramedStatement& culprit, const Error& error) {
    if (error.failure != Failure::refused || !culprit.requirement) return {};
    const backends::RowCheck check{&plan_, culprit.requirement.get()};
    return ask(database_, {&check, 1});
  }

  /// The names of what a check has failed for, where it is about names: all of it is still there.
  [[nodiscard]] std::string culprits(const FramedStatement& culprit, const Error& error) const {
    if (error.failure != Failure::refused || culprit.who.empty()) return {};
    std::string names;
    for (const std::string& query : culprit.who)
      for (const Connection::Row& row : database_.query(query))
        names += fmt::format("{}`{}`", names.empty() ? "it is " : ", ", row[0].value_or(""));
    return names.empty() ? names
                         : names + ": drop it first, or allow it to break with `--allow-drift`";
  }

  void describe(const FramedStatement& culprit, Error& error) const {
    if (error.failure != Failure::refused && error.failure != Failure::interrupted) return;
    const std::string revision =
        fmt::format("{} {}", plan_.upgrade ? "upgrade" : "downgrade", plan_.revision);
    if (culprit.role == Role::check && error.refusal.kind == database::Refusal::Kind::check) {
      // The check's name is what a reader should be told.
      const std::vector<std::string> holds = std::move(error.holds);
      error = Error(Failure::refused, kind::condition_failed,
                    revision + place(culprit) + ": " + error.refusal.check);
      error.holds = holds;
      if (!culprit.orphans_of.empty())
        error.diagnostic.note(fmt::format("the rows are in `{}`", culprit.orphans_of));
    } else {
      error.diagnostic.note("in " + revision + ": " + excerpt(culprit.sql));
    }
    error.diagnostic.place = culprit.written;
  }

  /// Where the file asks for it; of a check that is not the author's own, the file.
  [[nodiscard]] std::string place(const FramedStatement& culprit) const {
    if (culprit.written.known() && options_.place_of) {
      const backends::FileLine at = options_.place_of(culprit.written);
      return fmt::format(" ({}:{})", at.file, at.line);
    }
    return plan_.path.empty() ? "" : fmt::format(" ({})", plan_.path);
  }

  /// How many of the revision's own statements come before `end`, what the frame adds left out.
  [[nodiscard]] std::ptrdiff_t own(std::vector<FramedStatement>::const_iterator end) const {
    return std::count_if(statements_.begin(), end,
                         [](const FramedStatement& one) { return one.written.known(); });
  }

  /// The end of what stays: where the transaction began that has been rolled back, if one was.
  [[nodiscard]] std::vector<FramedStatement>::const_iterator kept() const {
    std::size_t at = done_;
    if (at > 0 && statements_[at].role == Role::commit) --at;
    while (at > 0 && statements_[at].in_transaction) --at;
    return statements_.begin() + static_cast<std::ptrdiff_t>(at);
  }

  void fail_between(Error& error) const {
    error.diagnostic.note(
        fmt::format("{} has `transaction off`, so {} of its {} statements stay: fix the database "
                    "by hand, then `migc stamp` the revision that it is at",
                    plan_.revision, own(kept()), own(statements_.end())));
    error.failure = Failure::partial;
  }

  [[nodiscard]] std::vector<std::string> rows_now() {
    try {
      return read_version(database_, options_.version_table).rows;
    } catch (const Error&) {
      return plan_.version.before;  // nothing is committed, so nothing has changed
    }
  }

  const Plan& plan_;
  const std::vector<FramedStatement> statements_;
  const backends::FrameOptions& options_;
  Connection& database_;
  const Observer& observer_;
  LastLook look_;
  bool looked_ = false, looked_after_ = false;
  std::size_t done_ = 0;
  bool committed_ = false;
  bool tried_ = false;  ///< By an earlier run, which did not finish.
};

/// Does what comes before the statements of a plan. Should that fail, the database is still where
/// the plan begins, and the error says so.
template <class Work>
void before_plan(const Plan& plan, Work work) {
  try {
    work();
  } catch (Error& error) {
    if (error.failure != Failure::moved) error.holds = plan.version.before;
    throw;
  }
}

}  // namespace

void run(std::span<const Plan> plans, const backends::Backend& backend,
         const backends::FrameOptions& options, Connection& database, const Observer& observer) {
  const database::Signals signals(database);
  const auto settings = database.keep_settings();
  const backends::RowChecks checks = backends::row_checks_of(plans);
  if (plans.empty()) return;
  before_plan(plans[0], [&] {
    require(database, checks.at_start, plans[0].version.before, options.version_table);
    if (observer.ready) observer.ready();
  });
  const auto framer = backend.framer(plans.size() > 1, options);
  for (const Plan& plan : plans) framer->expect(plan);
  before_plan(plans[0], [&] {
    for (const FramedStatement& statement : framer->opening()) database.run(statement.sql);
  });
  for (std::size_t at = 0; at < plans.size(); ++at) {
    const Plan& plan = plans[at];
    if (observer.begins) observer.begins(plan);
    before_plan(plan, [&] {
      require(database, checks.before_plan[at], plan.version.before, options.version_table);
    });
    Run(plan, framer->next(plan), backend, options, database, observer).execute();
    if (observer.ends) observer.ends(plan);
  }
}

}  // namespace migc::exec
