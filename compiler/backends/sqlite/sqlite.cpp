#include "compiler/backends/sqlite/sqlite.hpp"

#include <algorithm>
#include <memory>
#include <span>
#include <variant>

#include "compiler/backends/sqlite/emitter.hpp"
#include "compiler/backends/sqlite/print.hpp"
#include "compiler/backends/sqlite/raw_sql.hpp"
#include "compiler/backends/sqlite/shape.hpp"
#include "compiler/diagnostics/catalogue.hpp"

namespace migc::backends::sqlite {

std::unique_ptr<Emitter> Sqlite::emitter(const Options& options,
                                         diagnostics::Diagnostics& diagnostics) const {
  return std::make_unique<SqliteEmitter>(options, diagnostics);
}

Backend::Readers Sqlite::readers(const Script::Gone& gone) const { return readers_by_hand(gone); }

std::string Sqlite::create(const schema::Object& object, const schema::Schema& schema) const {
  return print(object, schema);
}

std::vector<std::string> Sqlite::how_to_run(Runner runner) const {
  std::vector<std::string> lines;
  if (runner == Runner::wrapped)
    lines = {
        "For a program that has begun a transaction and ends it itself: it must stop at the first",
        "error, and then roll back.",
        "",
        "Each revision begins only if the database is at the revision before it, and its last "
        "check",
        "rolls back everything, the transaction around it too, if any statement did not do what "
        "was",
        "planned.",
    };
  else
    lines = {
        runner == Runner::client ? "Run it with:  sqlite3 DATABASE < THIS_FILE"
                                 : "For any program that executes SQL, outside of a transaction.",
        "",
        "Each revision is one transaction, and runs whole or not at all: it begins only if the "
        "database",
        "is at the revision before it, and its last check rolls back everything if any statement "
        "did",
        "not do what was planned. Running the script twice, or on another revision, changes "
        "nothing.",
    };
  if (runner == Runner::client)
    lines.insert(lines.end(),
                 {"A line ends in `/*` so that SQLite's shell takes a revision as one text and "
                  "stops at its",
                  "first error; _migc_gate is a temporary table that holds the checks."});
  else
    lines.push_back("_migc_gate is a temporary table that holds the checks.");
  return lines;
}

std::string Sqlite::directives(Runner runner) const {
  switch (runner) {
    case Runner::client:
      return ".bail on\n.timeout 60000\n";
    case Runner::driver:
      return "PRAGMA busy_timeout = 60000;\n";
    case Runner::wrapped:
      return "";
  }
  return "";
}

namespace {

/// Whether the action could fail alone and the rest be committed, by a program that sends statement
/// by statement and goes on after errors. In a transaction that is what is not tied to the gate;
/// without one there is no check at the end, whatever fails.
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
    auto& said =
        diagnostics.report(diagnostics::kind::exec_uncoupled, action.written, plan.revision);
    if (transactional)
      said.note(
              "write it as one INSERT, UPDATE or DELETE without RETURNING, LIMIT or a schema's "
              "name; "
              "WITH can stand behind the column list of an INSERT, or in a subquery")
          .note(
              "or put `allow uncoupled 'why';` before it, if the program stops at the first error; "
              "a "
              "script for SQLite's shell needs neither");
    else
      said.note("leave out `transaction off`, or write a script for SQLite's shell");
    if (!transactional && action.strategy != Strategy::rebuild)
      said.note(
          "or put `allow uncoupled 'why';` before it, if the program stops at the first error");
  }
}

}  // namespace

bool Sqlite::stands_alone(const ir::Operation& operation) const {
  if (const auto* data = std::get_if<ir::Data>(&operation))
    return !fits_trigger(print_portable(data->statement));
  const auto* raw = std::get_if<ir::Execute>(&operation);
  return raw != nullptr && !fits_trigger(in_one_group(raw->sql));
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

namespace {

/// Statements that stand or fall together, and with a row of the gate: the body of a trigger, which
/// SQLite runs as a part of the one statement that fires it.
std::string one_statement(std::span<const Framed> statements) {
  std::string text = "CREATE TEMP TRIGGER _migc_step AFTER UPDATE ON temp._migc_gate BEGIN\n";
  for (const Framed& statement : statements) {
    if (&statement != &statements.front())  // the first one's stand before the trigger
      for (const std::string& line : statement.comment) text += "  -- " + line + "\n";
    text += "  " + statement.sql + ";\n";
  }
  return text +
         "END; /*\n*/ UPDATE temp._migc_gate SET what = what WHERE what = 'start'; /*\n"
         "*/ DROP TRIGGER temp._migc_step";
}

}  // namespace

/// One statement group: each line that ends a statement opens a comment, which the next line
/// closes. SQLite's shell then takes the whole as one text, stops at its first error and drops the
/// rest, COMMIT included. A savepoint before a statement keeps a client that goes on after errors
/// out of autocommit when SQLite has rolled back by itself; the gate then rolls back what such a
/// client did.
std::string Sqlite::text(const std::vector<Framed>& statements) const {
  std::string text;
  for (std::size_t at = 0; at < statements.size(); ++at) {
    const Framed& statement = statements[at];
    if (at > 0) text += " /*\n";
    if (!statement.comment.empty() && at == 0) text += "/*\n";
    for (const std::string& line : statement.comment) text += "   " + line + "\n";
    if (at > 0 || !statement.comment.empty()) text += "*/ ";
    if (statement.guarded && statement.in_transaction) text += "SAVEPOINT step; ";
    if (statement.coupled != Framed::Coupled::no) {
      const std::size_t first = at;
      while (statements[at].coupled == Framed::Coupled::with_next) ++at;
      text += one_statement(std::span(statements).subspan(first, at + 1 - first)) + ";";
    } else {
      text += statement.sql + ";";
    }
  }
  return text + "\n";
}

}  // namespace migc::backends::sqlite
