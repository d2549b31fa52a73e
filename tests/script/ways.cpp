#include "tests/script/ways.hpp"

#include <sqlite3.h>

#include "tests/support/database.hpp"
#include "tests/support/files.hpp"
#include "tests/support/python.hpp"

namespace migc::script_test {

using support::Outcome;

namespace {

using Kind = Way::Kind;

constexpr const char* python_program =
    "import sqlite3, sys\n"
    "connection = sqlite3.connect('db')\n"
    "try:\n"
    "    connection.executescript(open('script.sql').read())\n"
    "finally:\n"
    "    if sys.argv[1] == 'commit': connection.commit()\n";

using support::python;

/// SQLite's shell takes an argument that begins with a comment for an option.
std::string without_head(const std::string& script) {
  const std::size_t begin = script.find("\nPRAGMA ");
  return begin == std::string::npos ? "" : script.substr(begin + 1);
}

}  // namespace

std::string Way::name() const {
  const std::string of = form == Form::plain ? "" : ", --runner exec";
  switch (kind) {
    case Kind::shell:
      return "sqlite3 db <" + of;
    case Kind::bail:
      return "sqlite3 -bail db <" + of;
    case Kind::read:
      return "sqlite3 db .read" + of;
    case Kind::init:
      return "sqlite3 -init" + of;
    case Kind::argument:
      return "sqlite3 db \"$(cat f)\"" + of;
    case Kind::python:
      return "executescript" + of;
    case Kind::go_on:
      return "statement by statement" + of;
  }
  throw std::logic_error("no such way");
}

std::vector<Way> ways() {
  std::vector<Way> all;
  for (const Form form : {Form::plain, Form::exec})
    for (const Kind kind : {Kind::shell, Kind::bail, Kind::read, Kind::init, Kind::argument,
                            Kind::python, Kind::go_on})
      if (kind != Kind::python || !python().empty()) all.push_back({kind, form});
  return all;
}

Outcome run(const Way& way, const std::string& script, const std::string& folder, Limit limit) {
  support::write_file(folder + "/script.sql", script);
  const auto start = [&](std::vector<std::string> command, const std::string& input = {}) {
    // The signal would end the process; without it SQLite sees an error.
    if (limit != no_limit)
      command.insert(
          command.begin(),
          {"sh", "-c", "trap '' XFSZ; ulimit -f " + std::to_string(limit) + "; exec \"$@\"", "sh"});
    return support::run(command, input, folder);
  };
  switch (way.kind) {
    case Kind::shell:
      return start({"sqlite3", "db"}, script);
    case Kind::bail:
      return start({"sqlite3", "-bail", "db"}, script);
    case Kind::read:
      return start({"sqlite3", "db", ".read script.sql"});
    case Kind::init:
      return start({"sqlite3", "-init", "script.sql", "db", "select 1"});
    case Kind::argument:
      return start({"sqlite3", "db", way.refuses() ? script : without_head(script)});
    case Kind::python:
      return start({python(), "-I", "-S", "-c", python_program, way.refuses() ? "commit" : ""});
    case Kind::go_on:
      go_on(way, script, folder);
      return {};
  }
  throw std::logic_error("no such way");
}

void go_on(const Way& way, const std::string& script, const std::string& folder,
           const std::function<void(std::size_t)>& before) {
  const support::Database database(folder + "/db");
  std::size_t number = 0;
  for (const std::string& statement : statements_with_commands(script)) {
    if (before) before(number++);
    static_cast<void>(database.try_run(statement));
  }
  static_cast<void>(database.try_run(way.refuses() ? "commit" : "rollback"));
}

std::vector<std::string> statements_with_commands(const std::string& script) {
  std::vector<std::string> statements;
  std::size_t begin = 0;
  for (std::size_t at = script.find(';'); at != std::string::npos; at = script.find(';', at + 1))
    if (const std::string part = script.substr(begin, at + 1 - begin);
        sqlite3_complete(part.c_str()) != 0) {
      statements.push_back(part);
      begin = at + 1;
    }
  if (begin < script.size()) statements.push_back(script.substr(begin));
  return statements;
}

}  // namespace migc::script_test
