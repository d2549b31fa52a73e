#include "compiler/dialects/sqlite/sqlite.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <variant>

#include "compiler/diagnostics/catalogue/sqlite.hpp"
#include "compiler/dialects/sqlite/frame/checked_script.hpp"
#include "compiler/dialects/sqlite/frame/own_names.hpp"
#include "compiler/dialects/sqlite/frame/plain_script.hpp"
#include "compiler/dialects/sqlite/frame/run_pending.hpp"
#include "compiler/dialects/sqlite/plan/emitter.hpp"
#include "compiler/dialects/sqlite/plan/shape.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/dialects/sqlite/print/raw_sql.hpp"
#include "compiler/dialects/sqlite/require/row_check_query.hpp"

namespace migc::backends::sqlite {

std::unique_ptr<Emitter> Sqlite::emitter(const EmitOptions& options,
                                         diagnostics::Diagnostics& diagnostics) const {
  return std::make_unique<SqliteEmitter>(options, diagnostics);
}

namespace {

/// https://www.sqlite.org/stricttables.html
constexpr int strict_version = 3037000;

bool makes_strict_table(const Action& action) {
  return std::ranges::any_of(action.statements, [](const Statement& statement) {
    return statement.text.starts_with("CREATE TABLE") && statement.text.ends_with(" STRICT");
  });
}

}  // namespace

int Sqlite::min_version(const Plan& plan) const {
  return std::ranges::any_of(plan.script.actions, makes_strict_table) ? strict_version : 0;
}

std::string Sqlite::title(int version) const {
  return fmt::format("SQLite {}.{} or newer", version / 1000000, version / 1000 % 1000);
}

std::unique_ptr<Framer> Sqlite::framer(bool several, const FrameOptions& options) const {
  return options.runner == Runner::client ? plain_framer(several, options)
                                          : checked_framer(several, options);
}

std::string Sqlite::own_prefix(std::span<const std::string_view> texts) const {
  OwnNames names;
  for (const std::string_view text : texts) names.make_way_for(text);
  return names.prefix();
}

std::string Sqlite::run_pending(const std::vector<Body>& bodies,
                                const FrameOptions& options) const {
  return sqlite::run_pending(bodies, options);
}

std::string Sqlite::row_check_queries(const std::vector<Plan>& plans,
                                      const FrameOptions& options) const {
  return sqlite::row_check_queries(plans, options);
}

Backend::Readers Sqlite::readers(const Script::Gone& gone) const { return readers_by_hand(gone); }

std::string Sqlite::create(const schema::Object& object, const schema::Schema& schema) const {
  return print(object, schema);
}

std::vector<Advice> Sqlite::how_to_run(Runner runner, bool several) const {
  if (runner == Runner::wrapped)
    return {
        {"Run with",
         {"a program that begins and ends the transaction itself: it must stop at the",
          "first error, and then roll back"}},
        {"Locks", {"what that transaction locks"}},
        {"If it fails",
         {"everything is rolled back, including the outer transaction: each revision ends with a",
          "check that each of its statements took effect"}}};
  std::vector<Advice> advice;
  if (runner == Runner::client)
    advice.push_back({"Run with",
                      {"sqlite3 DATABASE < THIS_FILE",
                       "(do not paste it at the sqlite> prompt, which continues after errors)"}});
  else
    advice.push_back(
        {"Run with",
         {"any program that executes SQL, outside a transaction; after an error it should",
          "roll back"}});
  advice.push_back({"Locks",
                    {several ? "the database for writing, one revision at a time; others wait"
                             : "the database for writing; others wait"}});
  std::vector<std::string> fails;
  if (runner == Runner::client)
    fails = several ? std::vector<std::string>{"the shell stops at the first error; that revision is rolled back, earlier ones stay"}
                    : std::vector<std::string>{"the shell stops at the first error, and everything "
                                               "is rolled back"};
  else
    fails = {several ? "that revision is rolled back and no later one begins; earlier ones stay"
                     : "everything is rolled back",
             "(the last check ensures this, even in a program that continues after errors)"};
  advice.push_back({"If it fails", std::move(fails)});
  advice.push_back({"Run twice", {"changes nothing: it starts only at the revision it is for"}});
  return advice;
}

std::string Sqlite::directives(Runner runner) const {
  switch (runner) {
    case Runner::client:
      // Any other program takes these lines for one statement, with a syntax error, and its
      // connection stays read-only.
      return "-- a program other than SQLite's shell fails at `.bail`, and its connection stays "
             "read-only\nPRAGMA query_only = ON;\n.bail on\n.timeout 60000\nPRAGMA query_only = "
             "OFF;\n";
    case Runner::driver:
      return "PRAGMA busy_timeout = 60000;\n";
    case Runner::wrapped:
      return "";
  }
  return "";
}

namespace {

/// Whether the action could fail alone and the rest be committed, by a program that sends statement
/// by statement and goes on after errors. In a transaction that is what is not tied to the check
/// table; without one there is no check at the end, whatever fails.
bool is_uncoupled(const Action& action, bool transactional) {
  if (!transactional) return !action.may_fail_alone || action.strategy == Strategy::rebuild;
  const bool coupled = std::all_of(
      action.statements.begin(), action.statements.end(), [](const Statement& statement) {
        return statement.kind != Statement::Kind::sql || fits_trigger(statement.text);
      });
  return action.strategy == Strategy::data && !coupled && !action.may_fail_alone;
}

void check_coupled(const Plan& plan, diagnostics::Diagnostics& diagnostics) {
  const bool transactional = plan.script.transactional;
  std::uint32_t told = 0;  // a loop has the same statement many times
  for (const Action& action : plan.script.actions) {
    if (!is_uncoupled(action, transactional)) continue;
    if (std::exchange(told, action.written.end) == action.written.end) continue;
    auto& result =
        diagnostics.report(diagnostics::kind::exec_uncoupled, action.written, plan.revision);
    if (transactional)
      result
          .note(
              "write it as one INSERT, UPDATE or DELETE without RETURNING, LIMIT or a schema name; "
              "WITH may follow the column list of an INSERT, or be in a subquery")
          .note(
              "or put `allow uncoupled 'why';` before it, if the program stops at the first error; "
              "a "
              "script for SQLite's shell needs neither");
    else
      result.note("remove `transaction off`, or write a script for SQLite's shell");
    if (!transactional && action.strategy != Strategy::rebuild)
      result.note(
          "or put `allow uncoupled 'why';` before it, if the program stops at the first error");
  }
}

}  // namespace

bool Sqlite::stands_alone(const ir::Operation& operation) const {
  if (const auto* data = std::get_if<ir::Data>(&operation))
    return !fits_trigger(print_portable(data->statement));
  const auto* raw = std::get_if<ir::Execute>(&operation);
  return raw != nullptr && !fits_trigger(as_written(raw->sql));
}

void Sqlite::check_runner(const Plan& plan, Runner runner,
                          diagnostics::Diagnostics& diagnostics) const {
  namespace kind = diagnostics::kind;
  if (runner == Runner::driver) return check_coupled(plan, diagnostics);
  if (runner != Runner::wrapped) return;
  if (!plan.script.transactional)
    diagnostics.report(kind::wrapped_without_transaction, {}, plan.revision);
  for (const std::string& what : plan.script.needs_foreign_keys_off)
    diagnostics.report(kind::wrapped_foreign_keys, {}, plan.revision, what);
}

}  // namespace migc::backends::sqlite
