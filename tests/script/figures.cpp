#include <algorithm>
#include <cstddef>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "tests/script/script_test.hpp"
#include "tests/support/process.hpp"
#include "tests/support/project.hpp"
#include "tests/support/script.hpp"
#include "tests/support/sql_tokens.hpp"

namespace migc::script_test {

using support::Outcome;

namespace {

constexpr std::size_t most_lines_of_migrations = 330;
constexpr std::size_t most_lines_of_one_statement = 12;

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

bool is_heading(const std::string& line) {
  return line.starts_with("-- ") && line.ends_with("---");
}

/// Everything behind the statements that come before the first revision.
std::string without_opening(const std::string& script) {
  std::size_t at = 0;
  for (const std::string& line : lines_of(script)) {
    if (is_heading(line)) return script.substr(at);
    at += line.size() + 1;
  }
  throw std::runtime_error("the script has no revision");
}

/// Whether a statement changes nothing that somebody has asked for.
bool is_own(const std::string& statement) {
  const std::string sql = support::normal(support::sql_tokens(statement));
  constexpr std::string_view own[] = {"begin",
                                      "commit",
                                      "pragma ",
                                      "insert into temp . migc_check ",
                                      "replace into temp . migc_check ",
                                      "update migc_",
                                      "insert into migc_",
                                      "delete from migc_",
                                      "update main . migc_",
                                      "insert into main . migc_",
                                      "delete from main . migc_",
                                      "create table if not exists main . migc_"};
  return std::any_of(std::begin(own), std::end(own),
                     [&](std::string_view start) { return sql.starts_with(start); });
}

std::size_t written_lines(const std::string& statement) {
  std::size_t count = 0;
  for (const std::string& line : lines_of(statement)) {
    const std::size_t begin = line.find_first_not_of(" \t");
    if (begin != std::string::npos && line.compare(begin, 2, "--") != 0) ++count;
  }
  return count;
}

std::string telling(const std::string& script) {
  std::size_t all = 0, own = 0;
  for (const std::string& statement : support::statements_of(without_opening(script))) {
    const std::size_t lines = written_lines(statement);
    all += lines;
    if (is_own(statement)) own += lines;
  }
  if (3 * (all - own) >= 2 * all) return "";
  return std::to_string(all - own) + " of " + std::to_string(all) + " lines say what changes";
}

/// What only the form for programs that go on after errors needs.
std::string foreign_marks(const std::string& script) {
  for (const std::string& line : lines_of(script))
    for (const char* mark : {"SAVEPOINT", "/*", "*/", "_migc_step", "OR ROLLBACK"})
      if (line.find(mark) != std::string::npos) return line;
  return "";
}

std::string at_most(std::size_t limit, std::size_t lines) {
  return lines <= limit ? "" : std::to_string(lines) + " lines";
}

std::string script_of(const std::string& migc) {
  const Outcome outcome =
      support::run({migc, "-c", "migrations/migc.toml", "upgrade", "head", "--sql"});
  if (outcome.exit != 0) throw std::runtime_error(support::head(outcome.errors, 20));
  return outcome.output;
}

}  // namespace

void check_figures(const std::string& migc, support::Tally& tally) {
  const std::string script = script_of(migc);
  tally.check("lines of migrations/",
              [&] { return at_most(most_lines_of_migrations, lines_of(script).size()); });
  tally.check("two thirds say what changes", [&] { return telling(script); });
  tally.check("marks in migrations/", [&] { return foreign_marks(without_opening(script)); });

  const support::Project project(migc);
  project.add({.id = "001_devices",
               .upgrade = "create table devices (id integer primary key, name text);"});
  project.add({.id = "002_serial",
               .parent = "001_devices",
               .upgrade = "alter table devices add column serial_number varchar(100);"});
  const std::string one =
      without_opening(project.output_of({"upgrade", "001_devices:002_serial", "--sql"}));
  tally.check("a revision of one native statement", [&] {
    std::size_t lines = 0;
    for (const std::string& line : lines_of(one)) lines += line.empty() ? 0 : 1;
    constexpr std::size_t heading = 2;
    return at_most(most_lines_of_one_statement + heading, lines);
  });
  tally.check("marks in one statement", [&] { return foreign_marks(one); });
}

}  // namespace migc::script_test
