#include "tests/loss/trial.hpp"

#include <optional>
#include <set>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/dialects/dialects.hpp"
#include "compiler/pipeline/compile.hpp"
#include "tests/loss/losing.hpp"
#include "tests/memory/compilation.hpp"
#include "tests/support/database.hpp"
#include "tests/support/project.hpp"

namespace migc::loss_test {
namespace {

using support::Database;

/// Every value as a text, wherever it is.
std::set<std::string> values_in(const Database& database) {
  std::set<std::string> values;
  for (const support::Row& table : support::query(
           database.handle(),
           "select name from sqlite_master where type = 'table' and name not like 'migc%'"))
    for (const support::Row& row :
         support::query(database.handle(), "select * from " + support::quoted(*table[0])))
      for (const std::optional<std::string>& value : row)
        if (value) values.insert(*value);
  return values;
}

std::string state_of(const Database& database) {
  std::string state;
  for (const support::Row& object : support::query(
           database.handle(),
           "select name, sql, type from sqlite_master where name not like 'migc%' order by 1")) {
    state += object[1].value_or("") + "\n";
    if (object[2] != "table") continue;
    for (const support::Row& row : support::query(
             database.handle(), "select * from " + support::quoted(*object[0]) + " order by 1, 2"))
      for (const auto& value : row) state += value.value_or("NULL") + "|";
    state += "\n";
  }
  return state;
}

memory::TextFile file(const std::string& id, const std::string& parent, const std::string& text) {
  return {id + ".mig", support::mig_file({.id = id,
                                          .parent = parent,
                                          .upgrade = text,
                                          .downgrade = "downgrade irreversible 'test';"})};
}

std::string all_of(const std::vector<std::string>& statements) {
  std::string text;
  for (const std::string& statement : statements) text += "  " + statement + "\n";
  return text;
}

std::vector<std::string> missing(const std::set<std::string>& before,
                                 const std::set<std::string>& after) {
  std::vector<std::string> gone;
  for (const std::string& value : before)
    if (!after.contains(value)) gone.push_back(value);
  return gone;
}

/// What updates and deletes replace, when each statement is a revision of its own; nothing where
/// that cannot be run.
std::optional<std::set<std::string>> given_up(const Losing& losing) {
  std::vector<memory::TextFile> files = {file("r0", "", losing.schema)};
  for (std::size_t at = 0; at < losing.statements.size(); ++at)
    files.push_back(
        file("r" + std::to_string(at + 1), "r" + std::to_string(at), losing.statements[at]));
  const memory::Compilation made = memory::compile(files, memory::Form::lossy);
  if (made.scripts.size() != files.size()) return std::nullopt;
  const Database database;
  database.run(made.scripts[0].up);
  database.run(losing.rows);
  std::set<std::string> values;
  for (std::size_t at = 0; at < losing.statements.size(); ++at) {
    const std::set<std::string> before = values_in(database);
    if (database.try_run(made.scripts[at + 1].up)) return std::nullopt;
    if (!losing.replaces_values[at]) continue;
    for (const std::string& value : missing(before, values_in(database))) values.insert(value);
  }
  return values;
}

/// The script of `r2`, with what it asks about losses one change sooner, or only at its end.
std::string asking(memory::Compilation& made, Asked asked) {
  const graph::Graph& graph = made.project.graph;
  const std::vector<std::string> start = {"r1"};
  const auto path = graph::upgrade(graph, start, {{*graph.find("r2")}}, made.diagnostics);
  backends::Plan plan =
      pipeline::plans(made.project, *path, start, pipeline::Grouping::by_revision, made.diagnostics)
          .at(0);
  std::vector<backends::Action>& actions = plan.script.actions;
  for (std::size_t at = 0; at < actions.size(); ++at) {
    std::vector<backends::Statement> questions;
    std::erase_if(actions[at].statements, [&](const backends::Statement& one) {
      const bool asks = one.requirement && one.requirement->is_of_loss();
      if (asks) questions.push_back(one);
      return asks;
    });
    auto& to = asked == Asked::too_late ? actions.back() : actions[at == 0 ? 0 : at - 1];
    to.statements.insert(asked == Asked::too_late ? to.statements.end() : to.statements.begin(),
                         questions.begin(), questions.end());
  }
  const backends::Backend& backend = *backends::find_backend("sqlite");
  const auto framer = backend.framer(false, {});
  framer->expect(plan);
  return framer->text(framer->opening()) + framer->text(framer->next(plan));
}

/// Whether it was refused as a loss, in migc's words.
bool is_of_loss(const std::string& refusal) {
  return refusal.find("CHECK constraint failed: rows of `") != std::string::npos;
}

}  // namespace

std::string try_losing(random::Rng& rng, Losses& losses, Asked asked) {
  const Losing losing = invent_losing(rng);
  const std::vector<memory::TextFile> files = {file("r1", "", losing.schema),
                                               file("r2", "r1", all_of(losing.statements))};
  memory::Compilation made = memory::compile(files, memory::Form::framed);
  const auto replaced = made.scripts.size() == 2 ? given_up(losing) : std::nullopt;
  if (!replaced) return ++losses.no_sense, "";
  const auto told = [&](const std::string& what) {
    return what + "\n" + losing.schema + losing.rows + all_of(losing.statements);
  };
  const Database database;
  database.run(made.scripts[0].up);
  database.run(losing.rows);
  const std::set<std::string> before = values_in(database);
  const std::string state = state_of(database);
  const std::string script = asked == Asked::in_time ? made.scripts[1].up : asking(made, asked);
  if (const auto refusal = database.try_run(script)) {
    static_cast<void>(database.try_run("rollback"));
    if (state_of(database) != state) return told("refused, and it has changed: " + *refusal);
    if (!is_of_loss(*refusal)) return ++losses.no_sense, "";
    ++losses.refused;
    const Database lossy;
    lossy.run(made.scripts[0].up);
    lossy.run(losing.rows);
    const memory::Compilation allowed = memory::compile(files, memory::Form::lossy);
    if (lossy.try_run(allowed.scripts.at(1).up)) return "";
    std::set<std::string> all = values_in(lossy);
    all.insert(replaced->begin(), replaced->end());
    if (missing(before, all).empty()) ++losses.strict;
    return "";
  }
  std::set<std::string> after = values_in(database);
  after.insert(replaced->begin(), replaced->end());
  const std::vector<std::string> gone = missing(before, after);
  if (!gone.empty()) return told("lost " + gone.front());
  ++losses.kept;
  return "";
}

}  // namespace migc::loss_test
