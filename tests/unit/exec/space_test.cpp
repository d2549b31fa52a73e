#include "compiler/exec/space.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/exec/plans.hpp"

using namespace migc;
using namespace migc::exec;

namespace {

backends::Plan rebuild_of(const std::string& table) {
  backends::Plan plan = plan_of("001", {}, {"001"}, {"SELECT 1"});
  plan.script.actions[0].strategy = backends::Strategy::rebuild;
  plan.script.actions[0].tables = {table};
  return plan;
}

}  // namespace

TEST_CASE("a rebuild needs its table and its indexes twice") {
  Connection database(url_of(""), Access::create);
  database.run(
      "CREATE TABLE small (a); CREATE TABLE large (a, b UNIQUE); INSERT INTO small VALUES (1); "
      "WITH "
      "RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO "
      "large SELECT i, hex(randomblob(200)) FROM n");
  const std::vector<backends::Plan> both = {rebuild_of("small"), rebuild_of("LARGE")};
  const auto lacking = shortage(database, both, 500'000);
  REQUIRE(lacking);
  CHECK(lacking->table == "LARGE");
  CHECK(lacking->needed > 1'500'000);  // some 500 bytes a row, and as much in the index
  CHECK(lacking->needed < 3'000'000);
  CHECK_FALSE(shortage(database, both, 5'000'000));
  CHECK_FALSE(shortage(database, {&both[0], 1}, 500'000));
  CHECK_FALSE(shortage(database, std::vector{plan_of("001", {}, {"001"}, {"SELECT 1"})}, 0));

  database.run("DELETE FROM large WHERE a > 10");  // its pages are used again
  CHECK_FALSE(shortage(database, both, 500'000));
}

TEST_CASE("bytes are told in a unit that people use") {
  CHECK(bytes_in_words(1'500) == "1.5 kB");
  CHECK(bytes_in_words(999'000'000) == "999.0 MB");
  CHECK(bytes_in_words(2'000'000'000'000'000) == "2000.0 TB");
}
