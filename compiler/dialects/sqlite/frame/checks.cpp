#include "compiler/dialects/sqlite/frame/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/frame/check_table.hpp"
#include "compiler/dialects/sqlite/print/raw_sql.hpp"
#include "compiler/source/name.hpp"

namespace migc::backends::sqlite {

namespace {

std::string_view column_of(Stop stop) {
  switch (stop) {
    case Stop::empty:
      return "empty";
    case Stop::managed:
      return "managed";
    case Stop::start:
      return "start";
    case Stop::shape:
      return "shape";
    case Stop::readers:
      return "readers";
    case Stop::rows:
      return "rows";
    case Stop::parents:
      return "parents";
    case Stop::outcome:
      return "outcome";
  }
  return "";
}

/// What a check says: what was found, and what to do.
std::string message_of(Stop stop, const std::string& version_table, bool watches) {
  switch (stop) {
    case Stop::empty:
      return "the database is not empty: without --fresh, migc continues from its revision";
    case Stop::managed:
      return fmt::format("the database has tables but no {}: record its revision with `migc stamp`",
                         version_table);
    case Stop::start:
      return watches ? "the database is not at the starting revision of this step, or its schema "
                       "was changed since the previous step"
                     : "the database is not at the starting revision of this step";
    case Stop::shape:
      return "something that this step drops or rebuilds was changed by hand: `migc check --url "
             "URL` shows it";
    case Stop::readers:
      return "a view, trigger or table made by hand depends on something that this step drops";
    case Stop::rows:
      return "a copy does not have as many rows as its table";
    case Stop::parents:
      return "foreign keys would be violated: orphan rows";
    case Stop::outcome:
      return "the schema after this step is not as expected";
  }
  return "";
}

constexpr std::string_view too_many =
    "rows or values would be lost: to accept the loss, add `--allow-data-loss`";

}  // namespace

bool Checks::counts(const Statement& statement) {
  using Kind = Statement::Kind;
  return (statement.kind == Kind::rows || statement.kind == Kind::count) && !statement.sure;
}

Checks::Checks(bool several, const FrameOptions& options)
    : watches_(several && !options.any_start && options.drift == FrameOptions::Drift::asked),
      asks_drift_(options.drift == FrameOptions::Drift::asked),
      version_table_(options.version_table) {}

void Checks::add(const Plan& plan) {
  const Script& script = plan.script;
  // Without an entry in the log there is nowhere to keep what the schema was.
  if (stops_.empty() && plan.log.empty()) watches_ = false;
  stops_.insert(Stop::start);
  if (plan.from_nothing)
    stops_.insert(Stop::empty);
  else if (begins(plan))
    stops_.insert(Stop::managed);
  if (asks_drift_) {
    if (std::ranges::any_of(
            script.guards, [&](const Script::Guard& guard) { return !known_.has(guard.relation); }))
      stops_.insert(Stop::shape);
    if (std::any_of(script.gone.begin(), script.gone.end(),
                    [](const Script::Gone& gone) { return !gone.follows; }))
      stops_.insert(Stop::readers);
  }
  if (!script.foreign_keys.empty()) {
    stops_.insert(Stop::parents);
    numbers_ = true;
  }
  if (may_differ(script)) stops_.insert(Stop::outcome);
  if (!plan.log.empty()) clock_ = true;
  for (const Action& action : script.actions)
    for (const Statement& statement : action.statements) {
      if (counts(statement)) {
        stops_.insert(Stop::rows);
        numbers_ = true;
      }
      if (statement.kind != Statement::Kind::assert_) continue;
      const std::string& text = statement.otherwise;
      const bool is_known = messages_.contains(text);
      // A table takes only so many constraints.
      const bool shares = !is_known && statement.requirement && in_order_.size() >= most_conditions;
      const std::string message = shares ? std::string(too_many) : text;
      if (messages_.try_emplace(message, in_order_.size() + 1).second) in_order_.push_back(message);
      if (shares) messages_[text] = messages_[message];
    }
  if (watches_) known_.follow(script);
}

std::string Checks::create_table() const {
  std::string text = "CREATE TEMP TABLE migc_check (";
  const auto column = [&](const std::string& declared) {
    text += (text.back() == '(' ? "\n  " : ",\n  ") + declared;
  };
  column(clock_ ? fmt::format("at DEFAULT ({})", now) : "at");
  column(
      "seen INTEGER");  // always: a script before it in this connection may have left its trigger
  if (numbers_) {
    column("counted PRIMARY KEY");
    column("n INTEGER");
  }
  for (const Stop stop : stops_)
    column(fmt::format("{0} CONSTRAINT {1} CHECK ({0} IS NOT 0)", column_of(stop),
                       quoted(message_of(stop, comment_line(version_table_), watches_), '"')));
  if (!in_order_.empty()) column("stop");
  for (std::size_t at = 0; at < in_order_.size(); ++at)
    text += fmt::format("\n    CONSTRAINT {} CHECK (stop IS NOT {})",
                        quoted(comment_line(in_order_[at]), '"'), at + 1);
  return text + "\n)";
}

std::string Checks::check(Stop stop, const std::string& condition) {
  return fmt::format("INSERT INTO temp.migc_check ({}) SELECT {}", column_of(stop), condition);
}

std::string Checks::check(const Statement& condition) const {
  return fmt::format("INSERT INTO temp.migc_check (stop) SELECT {1} WHERE ({0}) IS NOT TRUE",
                     condition.text, messages_.at(condition.otherwise));
}

std::string Checks::keep(const std::string& of, const std::string& number) {
  return fmt::format("REPLACE INTO temp.migc_check (counted, n) SELECT {}, {}", literal(of),
                     number);
}

std::string Checks::kept(const std::string& of) {
  return fmt::format("(SELECT n FROM temp.migc_check WHERE counted = {})", literal(of));
}

}  // namespace migc::backends::sqlite
