#include <cstdio>
#include <sstream>
#include <stdexcept>
#include <string>

#include "compiler/pipeline/compile.hpp"
#include "tests/dependents/abilities.hpp"
#include "tests/dependents/invent.hpp"
#include "tests/memory/compilation.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/numbers.hpp"
#include "tests/support/project.hpp"

/// Whatever compiles leaves everything working: random schemas full of views, triggers and
/// full-text tables, and random changes of them, on a database with rows.
namespace migc::dependents {
namespace {

std::string renamed(const Case& one, const std::string& ability) {
  const std::size_t blank = ability.find(' '), dot = ability.find('.');
  const std::string verb = ability.substr(0, blank + 1);
  const std::string relation = ability.substr(blank + 1, dot - blank - 1);
  const auto new_relation = one.renamed_relations.find(relation);
  std::string result =
      verb + (new_relation == one.renamed_relations.end() ? relation : new_relation->second);
  if (dot == std::string::npos) return result;
  const std::string column = ability.substr(dot + 1);
  const auto new_column = one.renamed_columns.find(relation + "." + column);
  if (new_column == one.renamed_columns.end()) return result + "." + column;
  return new_column->second.empty() ? "" : result + "." + new_column->second;
}

/// What could be done before, and no more.
std::string lost(const Case& one, const Abilities& before, const Abilities& after) {
  for (const std::string& ability : before)
    if (const std::string now = renamed(one, ability); !now.empty() && after.count(now) == 0)
      return "it is possible no more: " + ability;
  return {};
}

/// What the model says that the database is.
support::Facts modelled(const memory::Compilation& made, const std::vector<std::string>& rows) {
  const support::Database database;
  for (const std::string& statement :
       pipeline::create_statements(pipeline::schema_at(made.project, rows), "sqlite"))
    database.run(statement + ";");
  return support::read_facts(database.handle());
}

/// Rows for the schema, a statement in a line. Those that its own triggers refuse are left out.
void insert_rows(const support::Database& database, const std::string& statements) {
  std::istringstream lines(statements);
  for (std::string line; std::getline(lines, line);) static_cast<void>(database.try_run(line));
}

struct Outcome {
  bool compiled = false;
  std::string wrong{};
};

std::string check_run(const Case& one, const memory::Compilation& made) {
  const support::Database database;
  const std::vector<std::string> left_out = {"migc_version", "migc_log"};
  database.run(made.scripts[0].up);
  insert_rows(database, one.insert);
  const Abilities before = abilities_of(database);
  const support::Facts facts = support::read_facts(database.handle(), left_out);
  if (const auto refused = database.try_run(made.scripts[1].up)) {
    // Rows may break a new check or key; then nothing has changed.
    static_cast<void>(database.try_run("ROLLBACK"));
    const auto now = support::read_facts(database.handle(), left_out);
    if (refused->find("constraint failed") != std::string::npos)
      return support::difference(facts, now);
    return "SQLite refuses it: " + *refused;
  }
  if (std::string wrong = lost(one, before, abilities_of(database)); !wrong.empty()) return wrong;
  const auto now = support::read_facts(database.handle(), left_out);
  return support::difference(modelled(made, {"r2"}), now);
}

Outcome check(const Case& one) {
  const std::vector<memory::TextFile> files = {
      {"r1.mig", support::mig_file({.id = "r1", .upgrade = one.create})},
      {"r2.mig", support::mig_file({.id = "r2",
                                    .parent = "r1",
                                    .upgrade = one.change,
                                    .downgrade = "downgrade irreversible 'x';"})}};
  const memory::Compilation made = memory::compile(files, memory::Form::lossy, "sqlite", {}, true);
  if (!made.diagnostics.ok()) {
    const std::string said = made.complaints();
    // Of the model's and the emitter's own defects.
    return {false, said.find("E0753") != std::string::npos ? said : ""};
  }
  try {
    return {true, check_run(one, made)};
  } catch (const std::runtime_error& error) {
    return {true, error.what()};
  }
}

}  // namespace
}  // namespace migc::dependents

int main(int count, char** arguments) {
  std::uint64_t cases = 500, seed = 1, shown = 5;
  if (!migc::support::read_numbers(count, arguments,
                                   {{"--cases", &cases}, {"--seed", &seed}, {"--shown", &shown}})) {
    std::puts("usage: dependents_test [--cases N] [--seed S] [--shown N]");
    return 2;
  }
  std::uint64_t bad = 0, compiled = 0;
  for (std::uint64_t i = 0; i < cases; ++i) {
    migc::random::Rng rng(seed + i);
    const auto one = migc::dependents::invent(rng);
    const auto outcome = migc::dependents::check(one);
    compiled += outcome.compiled ? 1 : 0;
    if (outcome.wrong.empty() || ++bad > shown) continue;
    std::printf("FAILED seed %llu: %s\n%s--\n%s\n", static_cast<unsigned long long>(seed + i),
                outcome.wrong.c_str(), one.create.c_str(), one.change.c_str());
  }
  std::printf("%llu changes, %llu of them compile, %llu bad\n",
              static_cast<unsigned long long>(cases), static_cast<unsigned long long>(compiled),
              static_cast<unsigned long long>(bad));
  return bad == 0 && compiled > cases / 10 ? 0 : 1;
}
