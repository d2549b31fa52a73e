#include "compiler/exec/preflight.hpp"

#include <catch2/catch.hpp>

#include "compiler/exec/runner.hpp"
#include "compiler/exec/version_table.hpp"
#include "tests/unit/exec/plans.hpp"

using namespace migc;
using namespace migc::exec;
using backends::Plan;
using backends::Requirement;

namespace {

/// A requirement that no row of `t` has a NULL in `column`.
Requirement no_nulls(const std::string& column) {
  Requirement one;
  one.table = "t";
  one.subject = column;
  one.count = "SELECT count(*) FROM t WHERE " + column + " IS NULL";
  one.key = "rowid";
  one.sample = "SELECT rowid FROM t WHERE " + column + " IS NULL";
  one.reads = {{"t", column}};
  return one;
}

Plan requiring(Plan plan, Requirement requirement) {
  plan.script.requirements.push_back(std::move(requirement));
  return plan;
}

Error refusal_of(Connection& database, const std::vector<Plan>& plans, std::string& begun) {
  Observer observer;
  observer.begins = [&](const Plan& plan) { begun += plan.revision + " "; };
  try {
    run(plans, sqlite_backend(), {}, database, observer);
  } catch (const Error& error) {
    return error;
  }
  FAIL("nothing was refused");
  throw std::logic_error("unreachable");
}

}  // namespace

TEST_CASE("everything that can be asked is asked before the first statement") {
  Connection database(url_of(""), Access::create);
  database.run("CREATE TABLE t (a, b); INSERT INTO t VALUES (NULL, NULL), (1, NULL)");
  const std::vector<Plan> plans = {
      plan_of("001", {}, {"001"}, {"SELECT 1"}),
      requiring(plan_of("002", {"001"}, {"002"}, {"SELECT 1"}), no_nulls("a")),
      requiring(plan_of("003", {"002"}, {"003"}, {"SELECT 1"}), no_nulls("b"))};
  std::string begun;
  const Error error = refusal_of(database, plans, begun);
  CHECK(begun.empty());
  CHECK(error.failure == Failure::refused);
  CHECK(error.holds.empty());
  CHECK(error.diagnostic.text == "1 row of `t` with NULL in `a`, which becomes NOT NULL");
  REQUIRE(error.further.size() == 1);
  CHECK(error.further[0].notes.at(0).text == "such rows by `rowid`: 1, 2");
}

TEST_CASE("what a plan before changes is asked when that one is done") {
  Connection database(url_of(""), Access::create);
  database.run("CREATE TABLE t (a); INSERT INTO t VALUES (NULL)");
  Plan fills = plan_of("001", {}, {"001"}, {"UPDATE t SET a = 1"});
  fills.script.touched.column("t", "a");
  std::string begun;
  run(std::vector{fills, requiring(plan_of("002", {"001"}, {"002"}, {"SELECT 1"}), no_nulls("a"))},
      sqlite_backend(), {}, database);
  CHECK(read_version(database, "migc_version").rows == std::vector<std::string>{"002"});

  Plan empties = plan_of("003", {"002"}, {"003"}, {"UPDATE t SET a = NULL"});
  empties.script.touched.column("t", "a");
  const Error error = refusal_of(
      database, {empties, requiring(plan_of("004", {"003"}, {"004"}, {"SELECT 1"}), no_nulls("a"))},
      begun);
  CHECK(begun == "003 004 ");
  CHECK(error.holds == std::vector<std::string>{"003"});
}

TEST_CASE("a database that another process has moved is no reason to refuse") {
  Connection database(url_of(""), Access::create);
  database.run("CREATE TABLE t (a); INSERT INTO t VALUES (NULL)");
  run(std::vector{plan_of("001", {}, {"001"}, {"SELECT 1"})}, sqlite_backend(), {}, database);
  std::string begun;
  const Error error = refusal_of(
      database, {requiring(plan_of("001", {}, {"001"}, {"SELECT 1"}), no_nulls("a"))}, begun);
  CHECK(error.failure == Failure::moved);
  CHECK(error.holds == std::vector<std::string>{"001"});
}

TEST_CASE("what the database cannot answer is left to the run") {
  Connection database(url_of(""), Access::create);
  run(std::vector{requiring(plan_of("001", {}, {"001"}, {"CREATE TABLE t (a)"}), no_nulls("a"))},
      sqlite_backend(), {}, database);
  CHECK(read_version(database, "migc_version").rows == std::vector<std::string>{"001"});
}

TEST_CASE("many rows are counted up to a bound") {
  Requirement one = no_nulls("a");
  const Plan plan = plan_of("001", {}, {"001"}, {});
  CHECK(Finding{{&plan, &one}, 1000, {}}.diagnostic().text.starts_with("1000 rows"));
  CHECK(Finding{{&plan, &one}, 1001, {}}.diagnostic().text.starts_with("at least 1000 rows"));
}
