#include "compiler/exec/runner.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <thread>

#include "compiler/exec/log_table.hpp"
#include "compiler/exec/version_table.hpp"
#include "tests/unit/exec/running.hpp"

using namespace migc;
using namespace migc::exec;

TEST_CASE("plans run in order, each told of, and move the version table") {
  Connection database(url_of(""), Access::create);
  std::string told;
  Observer observer;
  observer.ready = [&] { told += "ready "; };
  observer.begins = [&](const Plan& plan) { told += plan.revision + "("; };
  observer.ends = [&](const Plan&) { told += ")"; };
  const std::vector<Plan> plans = {first(), second({"INSERT INTO t VALUES (1); SELECT 1"})};
  run(plans, sqlite_backend(), {}, database, observer);
  CHECK(told == "ready 001()002()");
  CHECK(rows_in(database) == Rows{"002"});
  CHECK(count(database, "t") == 1);
  CHECK(count(database, "sqlite_temp_master") == 0);
}

TEST_CASE("a refused statement rolls back its revision and keeps those before") {
  Connection database(url_of(""), Access::create);
  const auto [statement, said] = GENERATE(table<std::string, std::string>({
      {"INSERT INTO t VALUES (7)", "SQLite refused: UNIQUE constraint failed: t.a"},
      {"INSERT INTO missing VALUES (7)", "SQLite refused: no such table: missing"},
      {"INSERT INTO", "SQLite refused: incomplete input"},
      {"INSERT OR ROLLBACK INTO t VALUES (7)", "SQLite refused: UNIQUE constraint failed: t.a"},
      {"COMMIT", "`COMMIT` in raw SQL: migc begins and ends the transactions itself; remove it"},
  }));
  CAPTURE(statement);
  const Error error =
      failure_of(database, {first(), second({"INSERT INTO t VALUES (7); CREATE TABLE u (b)",
                                             statement, "INSERT INTO t VALUES (8)"})});
  CHECK(error.failure == Failure::refused);
  CHECK(error.diagnostic.text == said);
  CHECK(error.diagnostic.place.begin == 20);
  CHECK(error.diagnostic.notes.at(0).text == "in upgrade 002: " + statement);
  CHECK(error.holds == Rows{"001"});
  CHECK_FALSE(database.in_transaction());
  CHECK(rows_in(database) == Rows{"001"});
  CHECK(count(database, "t") == 0);
  CHECK(count(database, "sqlite_master WHERE name = 'u'") == 0);
  CHECK(count(database, "sqlite_temp_master") == 0);
}

TEST_CASE("an assert that fails speaks in its own words") {
  Connection database(url_of(""), Access::create);
  Plan plan = second({"INSERT INTO t VALUES (NULL)"});
  backends::Action action;
  action.strategy = backends::Strategy::check;
  action.written = {0, 70, 80};
  action.statements.push_back({backends::Statement::Kind::assert_,
                               "(SELECT count(*) FROM t WHERE a IS NULL) = 0",
                               "every row needs an \"a\" first"});
  plan.script.actions.push_back(action);
  const Error error = failure_of(database, {first(), plan});
  CHECK(error.diagnostic.text == "upgrade 002: every row needs an \"a\" first");
  CHECK(error.diagnostic.id == std::string("E0712"));
  CHECK(error.diagnostic.place.begin == 70);
  CHECK(error.failure == Failure::refused);
  CHECK(count(database, "t") == 0);
}

TEST_CASE("a check of the author's own table keeps its name") {
  Connection database(url_of(""), Access::create);
  const Error error = failure_of(
      database,
      {plan_of("001", {}, {"001"},
               {"CREATE TABLE t (a CONSTRAINT ck_a CHECK (a > 0))", "INSERT INTO t VALUES (0)"})});
  CHECK(error.diagnostic.text == "SQLite refused: CHECK constraint failed: ck_a");
  CHECK(error.holds.empty());
}

TEST_CASE("a database that has moved meanwhile is left alone") {
  Connection database(url_of(""), Access::create);
  run_all(database, {first()});
  const Error error = failure_of(database, {first()});
  CHECK(error.failure == Failure::moved);
  CHECK(error.diagnostic.text == "another process moved the database from base to 001");
  CHECK(error.holds == Rows{"001"});

  Plan alone = plan_of("003", {"002"}, {"003"}, {"CREATE TABLE u (b)"});
  alone.script.transactional = false;
  CHECK(failure_of(database, {alone}).failure == Failure::moved);
  CHECK(count(database, "sqlite_master WHERE name = 'u'") == 0);
}

TEST_CASE("the connection's settings are as before, whatever happens") {
  const std::string setting = GENERATE("ON", "OFF");
  const std::string statement =
      GENERATE("PRAGMA legacy_alter_table = ON", "PRAGMA legacy_alter_table = OFF; wrong");
  Connection database(url_of(""), Access::create);
  database.run("PRAGMA foreign_keys = " + setting + "; PRAGMA legacy_alter_table = " + setting);
  const auto settings = [&] {
    return *database.query("PRAGMA foreign_keys")[0][0] +
           *database.query("PRAGMA legacy_alter_table")[0][0];
  };
  const std::string before = settings();
  try {
    run_all(database, {plan_of("001", {}, {"001"}, {statement})});
  } catch (const Error&) {
    CHECK_THAT(statement, Catch::Contains("wrong"));
  }
  CHECK(settings() == before);
}

TEST_CASE("without a transaction statements stay, and that is said") {
  Connection database(url_of(""), Access::create);
  Plan plan = plan_of("001", {}, {"001"}, {"CREATE TABLE t (a)", "VACUUM", "wrong"});
  plan.script.transactional = false;
  for (backends::Action& action : plan.script.actions) action.raw = true;
  const Error error = failure_of(database, {plan});
  CHECK(error.failure == Failure::partial);
  CHECK_THAT(error.diagnostic.notes.at(1).text, Catch::Contains("2 of its 3 statements stay"));
  CHECK(error.holds.empty());
  CHECK(count(database, "sqlite_master WHERE name = 't'") == 1);

  plan.script.actions.back().statements[0].text = "BEGIN";
  plan.script.actions.erase(plan.script.actions.begin());
  CHECK(failure_of(database, {plan}).diagnostic.text ==
        "this statement left a transaction open: remove the part that does so");

  plan.script.actions.pop_back();
  run_all(database, {plan});
  CHECK(rows_in(database) == Rows{"001"});
}

TEST_CASE("every plan leaves its lines in the log, with its revision or not at all") {
  Connection database(url_of(""), Access::create);
  backends::FrameOptions options;
  options.tool = "migc test";
  options.run_by = "me@here";
  Plan up = first(), next = second({"INSERT INTO t VALUES (1)"}), wrong = second({"wrong"});
  up.log = {{"001", "upgrade", "aa"}};
  next.log = {{"001", "accept", "bb"}, {"002", "upgrade", "cc"}};
  wrong.log = {{"002", "upgrade", "dd"}};
  run(std::vector{up}, sqlite_backend(), options, database);
  CHECK_THROWS_AS(run(std::vector{wrong}, sqlite_backend(), options, database), Error);
  CHECK(read_log(database, "migc_log").size() == 1);
  run(std::vector{next}, sqlite_backend(), options, database);
  const Log log = read_log(database, "migc_log");
  CHECK(log.at("001").event == "accept");
  CHECK(log.at("001").checksum == "bb");
  CHECK(log.at("002").by == "me@here");
  CHECK(log.at("002").finished);
  CHECK(log.at("002").at.size() == std::string("2025-01-11 10:00:00.000").size());
  CHECK(count(database, "migc_log WHERE tool = 'migc test' AND finished_at >= started_at") == 3);
}

TEST_CASE("the log knows what began outside of a transaction and did not end") {
  Connection database(url_of(""), Access::create);
  Plan plan = plan_of("001", {}, {"001"}, {"CREATE TABLE t (a)", "wrong"});
  plan.script.transactional = false;
  plan.log = {{"001", "upgrade", "aa"}};
  CHECK(failure_of(database, {plan}).failure == Failure::partial);
  CHECK_FALSE(read_log(database, "migc_log").at("001").finished);
  plan.script.actions.clear();
  run_all(database, {plan});
  CHECK(read_log(database, "migc_log").at("001").finished);
}

TEST_CASE("a table that is no log is not taken for one") {
  Connection database(url_of(""), Access::create);
  CHECK(read_log(database, "migc_log").empty());
  database.run("CREATE TABLE migc_log (message)");
  CHECK_THROWS_AS(read_log(database, "migc_log"), Error);
}

TEST_CASE("stamping is a plan that only moves rows") {
  Connection database(url_of(""), Access::create);
  run_all(database, {stamp_plan({{}, {"001", "002"}})});
  CHECK(rows_in(database) == Rows{"001", "002"});
  run_all(database, {stamp_plan({{"001", "002"}, {}})});
  CHECK(rows_in(database).empty());
  CHECK(read_version(database, "migc_version").table);
  CHECK(failure_of(database, {stamp_plan({{"001"}, {"002"}})}).failure == Failure::moved);
}
