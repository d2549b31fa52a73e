#include "compiler/dialects/sqlite/frame/plain_script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/frame/bookkeeping.hpp"
#include "compiler/dialects/sqlite/frame/checks.hpp"
#include "compiler/dialects/sqlite/frame/frame_writer.hpp"
#include "compiler/dialects/sqlite/frame/gate.hpp"
#include "compiler/dialects/sqlite/frame/own_names.hpp"
#include "compiler/dialects/sqlite/plan/known.hpp"
#include "compiler/dialects/sqlite/plan/probes.hpp"
#include "compiler/dialects/sqlite/plan/shape.hpp"
#include "compiler/dialects/sqlite/print/raw_sql.hpp"

namespace migc::backends::sqlite {

namespace {

/// What comes last in a plan that edits declarations.
constexpr std::string_view ends_edits = "PRAGMA writable_schema = RESET";

/// What the plans before the next one leave.
struct SoFar {
  KnownRelations known;
  bool is_empty = true;
  bool has_told_of_legacy = false;  ///< Why the pragma is set, which readers need once.
};

/// The statements of one plan. Whoever runs them stops at the first error, so only what can be
/// otherwise though every statement has run is asked.
class PlainPlan {
 public:
  PlainPlan(const Plan& plan, const FrameOptions& options, const Checks& checks, SoFar& so_far)
      : plan_(plan), options_(options), checks_(checks), book_(plan, options), so_far_(so_far) {}

  std::vector<FramedStatement> build() && {
    begin();
    ask_start();
    if (asks_drift()) ask_drift();
    if (plan_.script.transactional) {
      count_orphans();
      actions();
      ask_end();
      if (asks_drift()) probe();
      record();
    } else {
      if (!plan_.log.empty()) book(book_.log(now, "NULL"));
      commit();
      actions();
      begin();
      move_version();
      if (!plan_.log.empty()) book(book_.finish_log());
      if (checks_.watches()) book(Bookkeeping::see());
    }
    commit();
    if (edits_declarations(plan_.script)) add(std::string(ends_edits)).in_transaction = false;
    return std::move(statements_);
  }

 private:
  FramedStatement& add(std::string sql) {
    FramedStatement& added = statements_.emplace_back();
    added.sql = std::move(sql);
    added.comment = std::exchange(comment_, {});
    added.remark = std::exchange(remark_, {});
    return added;
  }
  void begin() { control("BEGIN IMMEDIATE", FramedStatement::Role::begin); }
  void commit() { control("COMMIT", FramedStatement::Role::commit); }
  void control(std::string sql, FramedStatement::Role role) {
    FramedStatement& added = add(std::move(sql));
    added.in_transaction = false;
    added.role = role;
  }
  FramedStatement& ask(std::string sql) {
    FramedStatement& added = add(std::move(sql));
    added.role = FramedStatement::Role::check;
    return added;
  }
  FramedStatement& ask(Stop stop, const std::string& condition) {
    return ask(Checks::check(stop, condition));
  }
  void book(std::string sql) { add(std::move(sql)).strategy = Strategy::version; }

  void ask_start() {
    if (plan_.from_nothing)
      ask(Stop::empty, book_.is_empty());
    else if (begins(plan_))
      ask(Stop::managed, book_.is_managed());
    if (plan_.version.before.empty()) book(book_.create_version_table());
    ask(Stop::start, checks_.watches() ? Bookkeeping::is_at(plan_.version.before)
                                       : book_.version_is(plan_.version.before));
    // A database at a revision has the version table, but perhaps no log: Alembic keeps none.
    if ((so_far_.is_empty || options_.any_start) && !plan_.log.empty())
      book(book_.create_log_table());
    if (so_far_.is_empty && checks_.watches()) book(book_.watch());
  }

  [[nodiscard]] bool asks_drift() const { return options_.drift == FrameOptions::Drift::asked; }

  void ask_drift() {
    for (const Script::Guard& guard : plan_.script.guards)
      if (!so_far_.known.has(guard.relation)) ask(Stop::shape, guard.condition);
    for (const Script::Gone& gone : plan_.script.gone) {
      if (gone.follows) continue;
      const Backend::Readers readers = readers_by_hand(gone);
      std::string condition = fmt::format("NOT EXISTS ({})", readers.views_and_triggers);
      if (!readers.tables.empty()) condition += fmt::format(" AND NOT EXISTS ({})", readers.tables);
      std::vector<std::string>& who = ask(Stop::readers, condition).who;
      who = {readers.views_and_triggers};
      if (!readers.tables.empty()) who.push_back(readers.tables);
    }
  }

  void count_orphans() {
    for (const Script::ForeignKeys& keys : plan_.script.foreign_keys)
      if (!keys.before.empty()) ask(Checks::keep(keys.table, orphans_in(keys.before)));
  }

  void ask_end() {
    for (const Script::ForeignKeys& keys : plan_.script.foreign_keys)
      ask(Stop::parents, fmt::format("(SELECT {}) <= {}", orphans_in(keys.table),
                                     keys.before.empty() ? "0" : Checks::kept(keys.table)))
          .orphans_of = keys.table;
    if (!may_differ(plan_.script)) return;
    for (const std::string& condition : ObjectLifetimes(plan_.script).conditions())
      ask(Stop::outcome, condition);
    ask(Stop::start, book_.version_is(plan_.version.before));
  }

  void probe() {
    for (Probe& probe : probes(plan_.script, so_far_.known)) {
      FramedStatement& added = add(std::move(probe.sql));
      added.role = FramedStatement::Role::probe;
      added.remark = fmt::format("{} works", comment_line(probe.what));
    }
  }

  void record() {
    move_version();
    if (!plan_.log.empty()) book(book_.log_run());
  }

  void move_version() {
    for (std::string& statement : book_.move_version()) book(std::move(statement));
  }

  void actions() {
    for (const Action& action : plan_.script.actions) {
      const bool apart = !plan_.script.transactional && !action.raw && !action.statements.empty();
      explain(action);
      if (apart) begin();
      for (const Statement& statement : action.statements) {
        const std::size_t first = statements_.size();
        write(statement);
        for (std::size_t at = first; at < statements_.size(); ++at) {
          statements_[at].written = action.written;
          statements_[at].strategy = action.strategy;
          statements_[at].in_transaction = plan_.script.transactional || apart;
        }
      }
      if (apart) commit();
    }
  }

  void write(const Statement& statement) {
    using Kind = Statement::Kind;
    switch (statement.kind) {
      case Kind::sql: {
        const bool named =
            !statement.named.empty() && options_.drift == FrameOptions::Drift::allowed;
        if (statement.text == "PRAGMA legacy_alter_table = ON" &&
            !std::exchange(so_far_.has_told_of_legacy, true))
          remark_ = "references to the table keep its name";
        add(named ? statement.named : statement.text).reads = statement.reads;
        return;
      }
      case Kind::count:
        if (!Checks::counts(statement)) return;
        counted_ = "rows of " + statement.otherwise;
        ask(Checks::keep(counted_, statement.text));
        return;
      case Kind::rows: {
        if (!Checks::counts(statement)) return;
        const std::string what = std::exchange(counted_, "");
        ask(Stop::rows, statement.text + (what.empty() ? "" : " = " + Checks::kept(what)));
        return;
      }
      case Kind::assert_:
        ask(checks_.check(statement)).demands = statement.demands;
        return;
    }
  }

  /// What, how and why so, and from where; what it costs or loses stands below. A statement of one
  /// line says for itself what it is, and a loop writes one many times.
  void explain(const Action& action) {
    const std::string place = place_text(action, plan_, options_);
    const bool again =
        action.written.known() && told_ == action.written.begin && summary_ == action.summary;
    told_ = action.written.begin;
    summary_ = action.summary;
    if (is_one_line(action)) {
      remark_ = place;
      return;
    }
    if (again) return;
    std::string line = comment_line(action.summary);
    if (!action.why.empty() && action.strategy != Strategy::native)
      line += "; " + comment_line(action.why);
    if (!place.empty()) line += fmt::format(" ({})", place);
    comment_.push_back(std::move(line));
    std::string notes;
    for (const std::string& note : action.notes)
      notes += (notes.empty() ? "" : "; ") + comment_line(note);
    if (!notes.empty()) comment_.push_back(std::move(notes));
  }

  [[nodiscard]] bool is_one_line(const Action& action) const {
    if (action.raw || !action.notes.empty() || action.statements.size() != 1) return false;
    const Statement& only = action.statements.front();
    return comment_.empty() && only.kind == Statement::Kind::sql &&
           only.text.find('\n') == std::string::npos && only.text.find("--") == std::string::npos;
  }

  const Plan& plan_;
  const FrameOptions& options_;
  const Checks& checks_;
  const Bookkeeping book_;
  SoFar& so_far_;
  std::vector<FramedStatement> statements_;
  std::vector<std::string> comment_;  ///< For the next statement.
  std::string remark_;                ///< For the next statement.
  std::string summary_;               ///< Of the action that was explained last,
  std::uint32_t told_ = 0;            ///< and where it is written.
  std::string counted_;               ///< Under which name a number is kept that is to be met.
};

class PlainScript final : public Framer {
 public:
  PlainScript(bool several, const FrameOptions& options)
      : options_(options), checks_(several, options_), own_(options.own_prefix) {}

  void expect(const Plan& plan) override {
    own_.make_way_for(plan);
    checks_.add(plan);
    is_empty_ = false;
  }

  [[nodiscard]] std::vector<FramedStatement> opening() const override {
    std::vector<FramedStatement> statements;
    if (is_empty_) return statements;
    const auto add = [&](std::string sql, std::string remark = {}) {
      FramedStatement& added = statements.emplace_back();
      added.sql = std::move(sql);
      added.remark = std::move(remark);
      added.in_transaction = false;
    };
    add("PRAGMA foreign_keys = OFF", "otherwise DROP TABLE deletes the rows that refer to it");
    add("PRAGMA legacy_alter_table = OFF");
    add("PRAGMA ignore_check_constraints = OFF");
    // What a script before it has left in this connection goes. A temporary one comes first among
    // those of a name, so that this drops nothing of a user's; cut off behind a schema's name,
    // `DROP TABLE temp` would.
    add("CREATE TEMP TABLE IF NOT EXISTS migc_check (at)");
    add("DROP TABLE \"migc_check\"",
        "a check is an INSERT that this table refuses; the message is the name of its CHECK");
    add(checks_.create_table());
    const auto add_view = [&](std::string_view name, const std::string& query) {
      add(fmt::format("CREATE TEMP VIEW IF NOT EXISTS {} AS SELECT 1", name));
      add(fmt::format("DROP VIEW \"{}\"", name));
      add(fmt::format("CREATE TEMP VIEW {} AS {}", name, query));
    };
    if (checks_.watches()) add_view("migc_at", Bookkeeping::place_query(options_));
    if (checks_.has_clock()) add_view("migc_run", Bookkeeping::run_query(options_));
    if (checks_.asks(Stop::shape)) {
      add_view("migc_text", text_query());
      add_view("migc_shape", shape_query());
    }
    if (!own_.prefix().empty())
      for (FramedStatement& statement : statements)
        put_prefix(statement.sql, "", plain_names, own_.prefix());
    return statements;
  }

  [[nodiscard]] std::vector<FramedStatement> next(const Plan& plan) override {
    own_.settle();
    std::vector<FramedStatement> statements = PlainPlan(plan, options_, checks_, so_far_).build();
    so_far_.is_empty = false;
    if (checks_.watches()) so_far_.known.follow(plan.script);
    if (!own_.prefix().empty())
      for (FramedStatement& statement : statements)
        if (statement.role == FramedStatement::Role::check ||
            statement.strategy == Strategy::version)
          for (const std::string_view before : {"temp.", "INTO "})  // a trigger says no schema
            put_prefix(statement.sql, before, plain_names, own_.prefix());
    return statements;
  }

  std::size_t print(std::span<const FramedStatement> statements, std::size_t at,
                    std::string& text) const override {
    const FramedStatement& statement = statements[at];
    const bool begins_or_ends =
        at > 0 && statement.written.known() != statements[at - 1].written.known();
    if (!statement.comment.empty() || begins_or_ends) text += '\n';
    for (const std::string& line : statement.comment) text += "-- " + line + "\n";
    // Shells from 3.50 on let nobody write the schema table until they are told to.
    if (statement.sql == "PRAGMA writable_schema = ON") text += ".dbconfig defensive off\n";
    text += for_shell(statement.sql) + ";";
    if (!statement.remark.empty()) text += " -- " + statement.remark;
    text += '\n';
    if (statement.sql == ends_edits && !statement.written.known())
      text += ".dbconfig defensive on\n";
    return at + 1;
  }

 private:
  const FrameOptions options_;
  Checks checks_;
  SoFar so_far_;
  bool is_empty_ = true;
  OwnNames own_;
};

}  // namespace

std::unique_ptr<Framer> plain_framer(bool several, const FrameOptions& options) {
  return std::make_unique<PlainScript>(several, options);
}

}  // namespace migc::backends::sqlite
