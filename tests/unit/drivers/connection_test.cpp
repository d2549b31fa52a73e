#include "compiler/drivers/sqlite/connection.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>

#include "compiler/database/signals.hpp"
#include "compiler/drivers/drivers.hpp"
#include "tests/support/database.hpp"
#include "tests/support/files.hpp"
#include "tests/unit/drivers/url_of.hpp"

using namespace migc;
using database::Access;
using database::caught_signal;
using database::Error;
using database::Failure;
using database::Signals;
using drivers::url_of;
using drivers::sqlite::Connection;
using namespace std::chrono_literals;
using support::Database;
using support::TemporaryDirectory;

namespace {

/// The id of the complaint with which an attempt ends, or nothing.
template <class Attempt>
std::string complaint(const Attempt& attempt, Failure wanted) {
  try {
    attempt();
  } catch (const Error& error) {
    CHECK(error.failure == wanted);
    return error.diagnostic.id;
  }
  return "";
}

std::string open_complaint(const config::Url& url, Access access) {
  return complaint(
      [&] {
        static_cast<void>(drivers::open(url, access, {100ms, {}}));
      },
      Failure::cannot_connect);
}

}  // namespace

TEST_CASE("a database that cannot be opened says why") {
  const TemporaryDirectory folder;
  support::write_file(folder.path("text"),
                      "This is not a database, but it is long enough for one.");
  std::filesystem::create_directory(folder.path("folder"));

  const auto [name, access, id] = GENERATE(table<std::string, Access, std::string>({
      {"missing.db", Access::read, "E0703"},
      {"missing.db", Access::write, "E0703"},
      {"missing.db", Access::create, ""},
      {"nowhere/missing.db", Access::create, "E0702"},
      {"nowhere/missing.db", Access::read, "E0702"},
      {"text", Access::read, "E0704"},
      {"text", Access::create, "E0704"},
      {"text/below.db", Access::create, "E0702"},
      {"folder", Access::read, "E0701"},
  }));
  CAPTURE(name);
  CHECK(open_complaint(url_of(folder.path(name)), access) == id);
}

TEST_CASE("only SQLite, and only the options that mean something") {
  config::Url url = url_of("");
  url.dialect = "postgresql";
  CHECK(open_complaint(url, Access::read) == "E0707");

  url = url_of("");
  const auto [key, value, id] = GENERATE(table<std::string, std::string, std::string>({
      {"timeout", "3", ""},
      {"timeout", "soon", "E0708"},
      {"timeout", "", "E0708"},
      {"mode", "ro", "E0708"},
  }));
  url.options = {{key, value}};
  CHECK(open_complaint(url, Access::create) == id);
}

TEST_CASE("a file that may only be read is told before anything is tried") {
  const TemporaryDirectory folder;
  Database(folder.path("a.db")).run("CREATE TABLE t (a)");
  const auto as_nobody = [&](std::filesystem::perms file, std::filesystem::perms directory) {
    std::filesystem::permissions(folder.path("a.db"), file);
    std::filesystem::permissions(folder.path(), directory);
    // A process of its own gives up root, whom no permission stops.
    const pid_t child = fork();
    if (child == 0) {
      if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(99);
      try {
        Connection(url_of(folder.path("a.db")), Access::write);
      } catch (const Error& error) {
        _exit(error.diagnostic.id == std::string("E0705") ? 5 : 1);
      }
      _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_all);
    return WEXITSTATUS(status);
  };
  using std::filesystem::perms;
  const perms open = perms::all, shut = perms::all & ~perms(0222);
  CHECK(as_nobody(open, open) == 0);
  CHECK(as_nobody(shut, open) == 5);
  CHECK(as_nobody(open, shut) == 5);
}

TEST_CASE("reading changes nothing") {
  const TemporaryDirectory folder;
  Database(folder.path("a.db")).run("CREATE TABLE t (a)");
  Connection reader(url_of(folder.path("a.db")), Access::read);
  CHECK(reader.query("SELECT name FROM sqlite_master").size() == 1);
  CHECK_THROWS_AS(reader.run("DROP TABLE t"), Error);
}

TEST_CASE("a text of several statements runs whole, and stops at its first error") {
  Connection database(url_of(""), Access::create);
  database.run(" CREATE TABLE t (a, b); -- one\n INSERT INTO t VALUES (1, NULL); /* two */ ;; ");
  const auto rows = database.query("SELECT a, b FROM t");
  REQUIRE(rows.size() == 1);
  CHECK(rows[0] == Connection::Row{"1", std::nullopt});

  CHECK_THROWS_AS(database.run("INSERT INTO t VALUES (2, 2); wrong; INSERT INTO t VALUES (3, 3)"),
                  Error);
  CHECK(database.query("SELECT a FROM t").size() == 2);
}

TEST_CASE("foreign text neither begins nor ends a transaction") {
  Connection database(url_of(""), Access::create);
  database.run("CREATE TABLE t (a); BEGIN");
  const std::string sql = GENERATE("COMMIT", "INSERT INTO t VALUES (1); ROLLBACK", "BEGIN", "END");
  CAPTURE(sql);
  CHECK(complaint([&] { database.run_foreign(sql); }, Failure::refused) == "E0713");
  CHECK(database.in_transaction());
  database.run_foreign("SAVEPOINT s; INSERT INTO t VALUES (2); RELEASE s");
  database.run("COMMIT");
  CHECK_FALSE(database.in_transaction());
}

TEST_CASE("a lock is waited for, told of after a second, and given up on") {
  const TemporaryDirectory folder;
  const Database other(folder.path("a.db"));
  other.run("CREATE TABLE t (a); BEGIN EXCLUSIVE");
  int told = 0;
  const auto begin = std::chrono::steady_clock::now();
  CHECK(complaint(
            [&] {
              Connection(url_of(folder.path("a.db")), Access::write, {1200ms, [&] { ++told; }});
            },
            Failure::locked) == "E0706");
  const auto waited = std::chrono::steady_clock::now() - begin;
  CHECK(waited >= 1200ms);
  CHECK(waited < 3s);
  CHECK(told == 1);
}

TEST_CASE("a NUL ends no statement, and is refused") {
  config::Url url;
  url.dialect = "sqlite";
  Connection database(url, Access::create);
  database.run("create table t (a); insert into t values (1);;");
  const std::string_view with_nul("insert into t values (2); \0 insert into t values (3)", 50);
  CHECK(complaint([&] { database.run(with_nul); }, Failure::refused) == "E0711");
  CHECK(database.query("select max(a) from t").at(0).at(0) == "2");
}

TEST_CASE("a signal stops a statement that runs, and those behind it") {
  Connection database(url_of(""), Access::create);
  const Signals signals(database);
  const pid_t self = getpid();
  const pid_t child = fork();
  if (child == 0) {
    usleep(100'000);
    kill(self, SIGTERM);
    _exit(0);
  }
  const std::string endless =
      "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
  CHECK(complaint([&] { database.run(endless); }, Failure::interrupted) == "E0715");
  CHECK(caught_signal() == SIGTERM);
  CHECK(complaint([&] { database.run("SELECT 1"); }, Failure::interrupted) == "E0715");
  CHECK(database.query("SELECT 1").size() == 1);
  waitpid(child, nullptr, 0);
}

TEST_CASE("signals are as before when nobody listens any more") {
  struct sigaction before {
  }, after{};
  sigaction(SIGINT, nullptr, &before);
  {
    Connection database(url_of(""), Access::create);
    const Signals signals(database);
    sigaction(SIGINT, nullptr, &after);
    CHECK(after.sa_handler != before.sa_handler);
    sigaction(SIGPIPE, nullptr, &after);
    CHECK(after.sa_handler == SIG_IGN);
  }
  sigaction(SIGINT, nullptr, &after);
  CHECK(after.sa_handler == before.sa_handler);
}

TEST_CASE("who watches is told of the rows of a copy, and of those that SQLite moves whole") {
  Connection database(url_of(""), Access::create);
  database.run(
      "CREATE TABLE old (id INTEGER PRIMARY KEY, a); CREATE TABLE copy (id INTEGER PRIMARY KEY, "
      "a); "
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT "
      "INTO "
      "old SELECT i, i FROM n");
  const auto told_of = [&](const char* copy) {
    std::vector<std::uint64_t> told;
    database.run("DELETE FROM copy");
    database.watch([&](std::uint64_t rows) { told.push_back(rows); });
    database.run(copy);
    database.watch({});
    return told;
  };
  for (const char* copy :
       {"INSERT INTO copy SELECT * FROM old", "INSERT INTO copy SELECT id, -a FROM old"}) {
    INFO(copy);
    const std::vector<std::uint64_t> told = told_of(copy);
    REQUIRE(told.size() > 10);
    CHECK(std::is_sorted(told.begin(), told.end()));
    CHECK(told.front() > 0);
    CHECK(told.back() > 18000);
    CHECK(told.back() <= 20000);
  }
  CHECK(database.query("SELECT count(*) FROM copy")[0][0] == "20000");
}
