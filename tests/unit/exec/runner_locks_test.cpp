#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <thread>

#include "compiler/exec/log_table.hpp"
#include "compiler/exec/runner.hpp"
#include "compiler/exec/version_table.hpp"
#include "tests/unit/exec/running.hpp"

using namespace migc;
using namespace migc::exec;

TEST_CASE("a signal in the middle leaves the last whole revision") {
  const support::TemporaryDirectory folder;
  const int signal = GENERATE(SIGINT, SIGTERM);
  {
    Connection database(url_of(folder.path("a.db")), Access::create);
    const pid_t self = getpid();
    const pid_t child = fork();
    if (child == 0) {
      usleep(200'000);
      kill(self, signal);
      _exit(0);
    }
    const Error error = failure_of(
        database, {first(), second({"INSERT INTO t WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL "
                                    "SELECT i + 1 FROM n) SELECT i FROM n"})});
    waitpid(child, nullptr, 0);
    CHECK(error.failure == Failure::interrupted);
    CHECK(error.signal == signal);
    CHECK(error.holds == Rows{"001"});
    CHECK(error.diagnostic.place.begin == 10);
  }
  const support::Database after(folder.path("a.db"));
  CHECK(value_of(after.handle(), "SELECT version_num FROM migc_version") == "001");
  CHECK(value_of(after.handle(), "SELECT count(*) FROM t") == "0");
  CHECK(value_of(after.handle(), "PRAGMA integrity_check") == "ok");
}

TEST_CASE("what waits for a lock at the start of a plan ends as it began") {
  const support::TemporaryDirectory folder;
  const support::Database other(folder.path("a.db"));
  other.run("CREATE TABLE o (a)");
  Connection database(url_of(folder.path("a.db")), Access::create,
                      {std::chrono::milliseconds(50), {}});
  other.run("BEGIN IMMEDIATE");
  const Error error = failure_of(database, {first()});
  CHECK(error.failure == Failure::locked);
  CHECK(error.holds.empty());
  other.run("ROLLBACK");
  run_all(database, {first()});
  CHECK(rows_in(database) == Rows{"001"});
}

TEST_CASE("readers and writers inside are waited for, at the start and at the COMMIT") {
  using namespace std::chrono_literals;
  const support::TemporaryDirectory folder;
  const std::string path = folder.path("a.db");
  const std::string mode = GENERATE("delete", "wal");
  const std::string inside = GENERATE("BEGIN; SELECT * FROM o", "BEGIN IMMEDIATE",
                                      "BEGIN IMMEDIATE; INSERT INTO o VALUES (1)");
  CAPTURE(mode, inside);
  support::Database(path).run("PRAGMA journal_mode = " + mode +
                              "; CREATE TABLE o (a); INSERT INTO o VALUES (0)");
  const support::Database other(path);
  other.run(inside);
  int waits = 0;
  Connection database(url_of(path), Access::create, {10s, [&] { ++waits; }});
  std::thread leaves([&] {
    std::this_thread::sleep_for(1500ms);
    other.run("COMMIT");
  });
  run_all(database, {plan_of("001", {}, {"001"}, {"INSERT INTO o VALUES (2)"})});
  leaves.join();
  CHECK(rows_in(database) == Rows{"001"});
  const bool reads_beside_wal = mode == "wal" && inside == "BEGIN; SELECT * FROM o";
  CHECK(waits == (reads_beside_wal ? 0 : 1));
  CHECK(count(database, "o") == (inside.find("INSERT") == std::string::npos ? 2 : 3));
}

TEST_CASE("a reader who never leaves keeps the COMMIT out, and nothing has changed") {
  using namespace std::chrono_literals;
  const support::TemporaryDirectory folder;
  const std::string path = folder.path("a.db");
  support::Database(path).run("CREATE TABLE o (a); INSERT INTO o VALUES (0)");
  const support::Database other(path);
  other.run("BEGIN; SELECT * FROM o");
  Connection database(url_of(path), Access::create, {200ms, {}});
  const Error error =
      failure_of(database, {plan_of("001", {}, {"001"}, {"INSERT INTO o VALUES (2)"})});
  CHECK(error.failure == Failure::locked);
  CHECK(error.holds.empty());
  CHECK_FALSE(database.in_transaction());
  other.run("COMMIT");
  CHECK(count(database, "o") == 1);
}
