#include "tests/inject/client.hpp"

#include <filesystem>

#include "tests/support/files.hpp"
#include "tests/support/python.hpp"
#include "tests/support/script.hpp"

namespace migc::inject {

using support::Database;
using support::Outcome;

namespace {

using Kind = Client::Kind;

constexpr const char* python_program =
    "import sqlite3, sys\n"
    "sqlite3.connect(sys.argv[1]).executescript(open(sys.argv[2]).read())\n";

using support::python;

std::string this_program() { return std::filesystem::read_symlink("/proc/self/exe").string(); }

}  // namespace

std::vector<Client> clients() {
  std::vector<Client> all = {
      {Kind::migc, "migc"},           {Kind::shell, "shell"},       {Kind::bail, "bail"},
      {Kind::read, "read"},           {Kind::argument, "argument"}, {Kind::init, "init"},
      {Kind::any_start, "any-start"}, {Kind::go_on, "go-on"},       {Kind::inside, "inside"},
  };
  if (!python().empty()) all.push_back({Kind::python_script, "executescript"});
  return all;
}

Outcome run_client(const Client& client, const Migration& migration,
                   const std::vector<std::string>& environment) {
  const auto run = [&](const std::vector<std::string>& arguments, const std::string& input = {}) {
    return support::run(arguments, input, migration.root(), environment);
  };
  switch (client.kind) {
    case Kind::migc:
      return run(migration.command());
    case Kind::shell:
      return run({"sqlite3", "db"}, migration.script());
    case Kind::bail:
      return run({"sqlite3", "-bail", "db"}, migration.script());
    case Kind::read:
      return run({"sqlite3", "db", ".read script.sql"});
    case Kind::argument:
      return run({"sqlite3", "db", without_commands(migration.any_script())});
    case Kind::init:
      return run({"sqlite3", "-init", "script.sql", "db", "select 1"});
    case Kind::any_start:
      return run({"sqlite3", "db"}, migration.any_start_script());
    case Kind::go_on:
      return run({this_program(), "go-on", "db", "any.sql"});
    case Kind::inside:
      return run({this_program(), "go-on", "db", "any.sql", "inside"});
    case Kind::python_script:
      return run({python(), "-I", "-S", "-c", python_program, "db", "any.sql"});
  }
  throw std::logic_error("no such client");
}

int go_on_main(const std::vector<std::string>& arguments) {
  const Database database(arguments.at(0));
  const bool inside = arguments.size() > 2;
  if (inside) static_cast<void>(database.try_run("begin"));
  go_on(database, support::statements_of(support::read_file(arguments.at(1))));
  if (inside) static_cast<void>(database.try_run("commit"));
  return 0;
}

void go_on(const Database& database, const std::vector<std::string>& statements) {
  for (const std::string& statement : statements) static_cast<void>(database.try_run(statement));
}

void go_on_and_leave(const Database& database, const std::vector<std::string>& statements) {
  go_on(database, statements);
  static_cast<void>(database.try_run("rollback"));
}

}  // namespace migc::inject
