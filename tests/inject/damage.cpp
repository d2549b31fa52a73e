#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <random>
#include <string_view>

#include "tests/inject/client.hpp"
#include "tests/inject/contents.hpp"
#include "tests/inject/migration.hpp"
#include "tests/inject/points.hpp"
#include "tests/inject/scripts.hpp"
#include "tests/inject/statement_begin.hpp"
#include "tests/support/files.hpp"
#include "tests/support/script.hpp"

namespace migc::inject {

namespace fs = std::filesystem;
using support::Database;

namespace {

/// What is in a database; of one that SQLite cannot read any more, why.
std::string found_in(const Database& database) {
  try {
    return contents_of(database);
  } catch (const std::exception& error) {
    return std::string(error.what()) + "\n";
  }
}

class Damage {
 public:
  explicit Damage(const Options& options)
      : options_(options), random_(static_cast<std::mt19937::result_type>(options.seed)) {}

  bool run(const std::vector<Script>& scripts) {
    std::size_t all = 0;
    for (const Script& script : scripts) all += 2 * script.statements.size();
    // Every so many, beginning anywhere: each script has its turn.
    every_ = std::max<std::size_t>(1, all / std::max<std::uint64_t>(1, options_.statements));
    turn_ = random_();
    for (const Script& script : scripts) {
      // Without a transaction a client that goes on after errors is on its own.
      if (script.statements.empty() || !script.transactional()) continue;
      statements(script);
      if (++turn_ % every_ == 0) elsewhere(script, scripts);
    }
    for (std::uint64_t turn = 0; turn < options_.scripts; ++turn) {
      const Script& script = scripts[random_() % scripts.size()];
      in_shell(script, turn);
    }
    std::printf("%zu scripts, %d times damaged: old %d, new %d, bad %d\n", scripts.size(),
                before_ + after_ + bad_, before_, after_, bad_);
    return bad_ == 0;
  }

 private:
  /// Each statement in turn fails, or is left out, and everything behind it is sent all the same.
  void statements(const Script& script) {
    for (std::size_t at = 0; at < script.statements.size(); ++at)
      for (const bool left_out : {false, true}) {
        if (++turn_ % every_ != 0 || script.is_uncoupled(at)) continue;
        const auto database = copy_of(*script.start);
        go_on_and_leave(*database, damaged(script.statements, at, left_out));
        judge(script, *database,
              std::string(left_out ? "without " : "with an error at ") +
                  script.statements[at].substr(begin_of(script.statements[at])));
      }
  }

  static std::vector<std::string> damaged(std::vector<std::string> statements, std::size_t at,
                                          bool left_out) {
    statements[at].erase(begin_of(statements[at]));
    if (!left_out) statements[at] += "select * from there_is_no_such_table;";
    return statements;
  }

  /// A script on databases that it is not for: it changes nothing.
  void elsewhere(const Script& script, const std::vector<Script>& scripts) {
    const auto done = copy_of(*script.start);
    go_on_and_leave(*done, script.statements);
    nothing_changes(script, *done, "a second time");

    const Database& other = *scripts[random_() % scripts.size()].start;
    if (revision_of(other.handle()) != revision_of(script.start->handle()))
      nothing_changes(script, *copy_of(other), "on another revision");
    if (revision_of(script.start->handle()) != "base")
      nothing_changes(script, Database(), "on an empty database");

    const auto foreign = copy_of(*script.start);
    foreign->run(
        "create table theirs (a); insert into theirs values (1);"
        "drop table if exists migc_version; drop table if exists migc_log");
    nothing_changes(script, *foreign, "on another product's database");
  }

  void nothing_changes(const Script& script, const Database& database, const std::string& where) {
    const std::string expected = contents_of(database);
    go_on_and_leave(database, script.statements);
    same(script.name + ", " + where, expected, database);
  }

  void same(const std::string& name, const std::string& expected, const Database& database) {
    const std::string found = found_in(database);
    ++(found == expected ? before_ : bad_);
    if (found != expected) report(name, difference(expected, found));
  }

  /// What becomes of a script for SQLite's shell that is cut off, or in which a statement fails;
  /// and what other programs make of it.
  void in_shell(const Script& script, std::uint64_t turn) {
    std::string text = script.text, what;
    switch (turn % 8) {
      case 0:
        return refuse(script, "statement by statement", [&](const Database& database) {
          go_on_and_leave(database, statements_with_commands(script.text));
        });
      case 1:
        return refuse(script, "as one text, and committed", [&](const Database& database) {
          static_cast<void>(database.try_run(script.text));
          static_cast<void>(database.try_run("commit"));
        });
      case 2:
        return refuse_in_shell(script, *script.start, "as an argument",
                               {"sqlite3", "db", script.text});
      case 3:
        return elsewhere_in_shell(script);
      case 4:
      case 5: {
        const std::size_t cut = random_() % text.size();
        text.erase(cut);
        what = "cut off at byte " + std::to_string(cut);
        break;
      }
      case 6: {
        const std::size_t line = text.find('\n', random_() % text.size());
        text.erase(std::min(line + 1, text.size()));
        what = "cut off at byte " + std::to_string(text.size()) + ", the end of a line";
        break;
      }
      default: {
        const std::size_t at = fail_somewhere(text);
        what = "a statement that fails at byte " + std::to_string(at);
      }
    }
    const support::TemporaryDirectory folder;
    put(*script.start, folder);
    const std::vector<std::string>& command = ways.at(random_() % ways.size());
    const auto run_again = [&](const std::string& input) {
      support::write_file(folder.path("script.sql"), input);
      static_cast<void>(support::run(command, reads_file(command) ? "" : input, folder.path()));
      judge(script, Database(folder.path("db")), what + ", " + said(command));
    };
    run_again(text);
    if (!script.transactional()) return;  // what it has done stays, and stops the next run
    what += ", and again, whole";
    run_again(script.text);
  }

  /// A script for SQLite's shell on databases that it is not for.
  void elsewhere_in_shell(const Script& script) {
    if (!script.transactional()) return;
    const std::vector<std::string>& command = ways.at(random_() % ways.size());
    const auto done = copy_of(*script.start);
    if (done->try_run(without_commands(script.text))) return;
    refuse_in_shell(script, *done, "a second time", command);
    const auto unknown = copy_of(*script.start);
    if (!unknown->try_run("insert into migc_version values ('of another history')"))
      refuse_in_shell(script, *unknown, "at an unknown revision", command);
    const Database foreign;
    foreign.run("create table theirs (a); insert into theirs values (1)");
    refuse_in_shell(script, foreign, "on another product's database", command);
  }

  void refuse_in_shell(const Script& script, const Database& database, const std::string& where,
                       const std::vector<std::string>& command) {
    const std::string expected = contents_of(database);
    const support::TemporaryDirectory folder;
    put(database, folder);
    support::write_file(folder.path("script.sql"), script.text);
    const support::Outcome outcome = support::run(
        command, reads_file(command) || command.back() == script.text ? "" : script.text,
        folder.path());
    const std::string name = script.name + ", " + where + ", " + said(command);
    same(name, expected, Database(folder.path("db")));
    if (outcome.exit != 0 || command[1] == "-init")
      return;  // which runs what follows it all the same
    ++bad_;
    report(name, "it says nothing");
  }

  /// Each way in which a script is run by SQLite's shell.
  static inline const std::vector<std::vector<std::string>> ways = {
      {"sqlite3", "db"},
      {"sqlite3", "-bail", "db"},
      {"sqlite3", "db", ".read script.sql"},
      {"sqlite3", "-init", "script.sql", "db", "select 1"}};

  static bool reads_file(const std::vector<std::string>& command) {
    return command.size() > 3 || command.back().starts_with(".read");
  }

  static std::string said(const std::vector<std::string>& command) {
    std::string text;
    for (const std::string& word : command)
      text += (text.empty() ? "" : " ") + (word.size() > 60 ? "…" : word);
    return text;
  }

  static void put(const Database& database, const support::TemporaryDirectory& folder) {
    const Database file(folder.path("db"));
    support::copy_into(file, database);
  }

  /// Puts a statement that fails behind the line of some other, and returns where.
  std::size_t fail_somewhere(std::string& text) {
    const std::vector<std::string> statements = statements_with_commands(text);
    constexpr std::size_t latch = 2;
    std::size_t at = 0, left = latch + random_() % (statements.size() - latch);
    for (const std::string& statement : statements) {
      at += statement.size();
      if (left-- == 0) break;
    }
    text.insert(at, "\nselect * from there_is_no_such_table;\n");
    return at;
  }

  /// As a program finds them that knows nothing of commands to the shell.
  static std::vector<std::string> statements_with_commands(std::string_view text) {
    std::vector<std::string> statements;
    std::size_t begin = 0;
    for (std::size_t at = text.find(';'); at != std::string_view::npos; at = text.find(';', at + 1))
      if (const std::string part(text.substr(begin, at + 1 - begin));
          sqlite3_complete(part.c_str()) != 0) {
        statements.push_back(part);
        begin = at + 1;
      }
    return statements;
  }

  template <class Run>
  void refuse(const Script& script, const std::string& how, Run run) {
    const auto database = copy_of(*script.start);
    run(*database);
    same(script.name + ", " + how, script.before, *database);
  }

  void judge(const Script& script, const Database& database, const std::string& what) {
    const std::string found = found_in(database);
    const bool old = found == script.before;
    const bool fresh = found == script.after || script.between.contains(found);
    ++(old ? before_ : fresh ? after_ : bad_);
    if (!old && !fresh)
      report(script.name + ", " + what,
             "against the state before:\n" + difference(script.before, found) +
                 "against the state after:\n" + difference(script.after, found));
  }

  void report(const std::string& name, const std::string& wrong) {
    constexpr int shown = 5;
    if (++reported_ <= shown)
      std::printf("BAD %s\n%s\n", name.c_str(), wrong.c_str());
    else
      std::printf("BAD %s\n", name.substr(0, name.find('\n')).c_str());
  }

  const Options& options_;
  std::mt19937 random_;
  std::size_t every_ = 1, turn_ = 0;
  int before_ = 0, after_ = 0, bad_ = 0, reported_ = 0;
};

}  // namespace

bool damage_scripts(const Options& options) {
  Scripts scripts(options);
  scripts.of_cases(options.golden);
  scripts.of_cases(options.cases);
  scripts.of_project("migrations", "migrations");
  if (!options.corpus.empty() && fs::exists(options.corpus)) scripts.of_corpus(options.corpus);
  return Damage(options).run(scripts.all());
}

}  // namespace migc::inject
