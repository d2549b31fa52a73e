#include "compiler/exec/progress.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "compiler/exec/runner.hpp"
#include "tests/unit/exec/plans.hpp"

using namespace migc;
using namespace migc::exec;

namespace {

/// A copy of 1,500 rows that takes a millisecond for each.
backends::Plan slow_copy() {
  backends::Plan plan = plan_of("001", {}, {"001"}, {"INSERT INTO copy SELECT slow(a) FROM old"});
  plan.script.actions[0].statements[0].reads = "old";
  return plan;
}

void slow(sqlite3_context* context, int, sqlite3_value** values) {
  sqlite3_sleep(1);
  sqlite3_result_value(context, values[0]);
}

}  // namespace

TEST_CASE("a long copy tells how many rows of how many it has read, and when it has ended") {
  Connection database(url_of(""), Access::create);
  sqlite3_create_function(database.handle(), "slow", 1, SQLITE_UTF8, nullptr, slow, nullptr,
                          nullptr);
  database.run(
      "CREATE TABLE old (a); CREATE TABLE copy (a); WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL "
      "SELECT i + 1 FROM n WHERE i < 1500) INSERT INTO old SELECT i FROM n");
  std::vector<std::uint64_t> rows;
  bool ended = false;
  Observer observer;
  observer.progress = [&](const Progress* progress) {
    ended = progress == nullptr;
    if (ended) return;
    CHECK(progress->statement->reads == "old");
    CHECK(progress->elapsed.count() >= 500);
    CHECK(progress->all == 1500);
    rows.push_back(progress->rows);
  };
  run(std::vector{slow_copy()}, sqlite_backend(), {}, database, observer);
  CHECK(ended);
  REQUIRE(rows.size() >= 2);
  CHECK(rows.front() > 0);
  CHECK(rows.back() < 1500);
  CHECK(std::is_sorted(rows.begin(), rows.end()));
}

TEST_CASE("a short statement tells nothing") {
  Connection database(url_of(""), Access::create);
  Observer observer;
  observer.progress = [](const Progress*) { FAIL("it was told of"); };
  run(std::vector{plan_of("001", {}, {"001"}, {"CREATE TABLE t (a)"})}, sqlite_backend(), {},
      database, observer);
}
