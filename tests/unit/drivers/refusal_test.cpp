#include "compiler/drivers/sqlite/refusal.hpp"

#include <catch2/catch.hpp>

#include "compiler/drivers/drivers.hpp"

using namespace migc;
using Kind = database::Refusal::Kind;

TEST_CASE("a refusal says what kind it is, and of a check which one") {
  const auto database = drivers::find_driver("sqlite")->open_scratch();
  database->run(
      "CREATE TABLE t (a NOT NULL, CONSTRAINT \"a is positive\" CHECK (a > 0));"
      "CREATE TABLE u (a CHECK (a > 0));"
      "CREATE TABLE v (a);"
      "CREATE TRIGGER r BEFORE INSERT ON v BEGIN "
      "SELECT RAISE(ABORT, 'CHECK constraint failed: none'); END");
  const auto [sql, kind, check] = GENERATE(table<std::string, Kind, std::string>({
      {"INSERT INTO t VALUES (0)", Kind::check, "a is positive"},
      {"INSERT INTO u VALUES (0)", Kind::check, "a > 0"},
      {"INSERT INTO t VALUES (NULL)", Kind::statement, ""},
      {"INSERT INTO v VALUES (1)", Kind::statement, ""},
      {"INSERT INTO nowhere VALUES (1)", Kind::statement, ""},
      {"wrong", Kind::statement, ""},
      {"CREATE VIRTUAL TABLE w USING nothing_of_ours", Kind::unknowable, ""},
  }));
  CAPTURE(sql);
  try {
    database->run(sql);
    FAIL("it was taken");
  } catch (const database::Error& error) {
    CHECK(error.failure == database::Failure::refused);
    CHECK(error.refusal.kind == kind);
    CHECK(error.refusal.check == check);
    CHECK_FALSE(error.refusal.message.empty());
  }
}

TEST_CASE("what is only compiled is refused for what it says, and changes nothing") {
  const auto database = drivers::find_driver("sqlite")->open_scratch();
  database->run("CREATE TABLE t (a)");
  CHECK_FALSE(database->refusal_of("DROP TABLE t"));
  CHECK(database->catalogue().type_of("T") == "table");
  const auto refusal = database->refusal_of("SELECT b FROM t");
  REQUIRE(refusal);
  CHECK(refusal->message == "no such column: b");
}

TEST_CASE("a dialect without a driver has none") {
  CHECK(drivers::find_driver("postgresql") == nullptr);
  CHECK(drivers::find_driver("sqlite")->dialect() == "sqlite");
}
