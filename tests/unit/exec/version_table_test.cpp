#include "compiler/exec/version_table.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/exec/plans.hpp"

using namespace migc;
using namespace migc::exec;
using Rows = std::vector<std::string>;

TEST_CASE("a version table is read as Alembic and migc make it") {
  const auto [sql, rows] = GENERATE(table<std::string, Rows>({
      {"SELECT 1", {}},
      {"CREATE TABLE v (version_num VARCHAR(32) NOT NULL, CONSTRAINT pk PRIMARY KEY (version_num))",
       {}},
      {"CREATE TABLE V (Version_Num TEXT); INSERT INTO v VALUES ('b'), ('a')", {"a", "b"}},
  }));
  Connection database(url_of(""), Access::create);
  database.run(sql);
  CAPTURE(sql);
  CHECK(read_version(database, "v").rows == rows);
  CHECK(read_version(database, "v").table == (sql != "SELECT 1"));
}

TEST_CASE("what is no version table is described, never guessed at") {
  const auto [sql, id, said] = GENERATE(table<std::string, std::string, std::string>({
      {"CREATE TABLE v (a)", "E0721", "its columns are a"},
      {"CREATE TABLE v (version_num, since)", "E0721", "its columns are version_num, since"},
      {"CREATE TABLE v (since, version_num)", "E0721", "its columns are since, version_num"},
      {"CREATE TABLE v (x, y)", "E0721", "its columns are x, y"},
      {"CREATE VIEW v AS SELECT 'a' AS version_num", "E0721", "it is a view"},
      {"CREATE TABLE v (version_num); INSERT INTO v VALUES (NULL)", "E0722", "a NULL"},
      {"CREATE TABLE v (version_num); INSERT INTO v VALUES (5)", "E0722",
       "`5`, which is of type integer"},
      {"CREATE TABLE v (version_num); INSERT INTO v VALUES (x'61')", "E0722", "of type blob"},
      {"CREATE TABLE v (version_num); INSERT INTO v VALUES ('')", "E0722", "an empty text"},
      {"CREATE TABLE v (version_num); INSERT INTO v VALUES (hex(zeroblob(200)))", "E0722",
       "a text of 400 bytes"},
  }));
  Connection database(url_of(""), Access::create);
  database.run(sql);
  CAPTURE(sql);
  try {
    static_cast<void>(read_version(database, "v"));
    FAIL("was read");
  } catch (const Error& error) {
    CHECK(error.failure == Failure::history);
    CHECK(error.diagnostic.id == id);
    CHECK_THAT(error.diagnostic.text, Catch::Contains(said));
    CHECK_FALSE(error.diagnostic.notes.empty());
  }
}

TEST_CASE("any name of a version table is one name") {
  Connection database(url_of(""), Access::create);
  const std::string name = R"(a"b'c; --)";
  database.run(R"(CREATE TABLE "a""b'c; --" (version_num); INSERT INTO "a""b'c; --" VALUES ('x'))");
  CHECK(read_version(database, name).rows == Rows{"x"});
  CHECK(read_version(database, name).others.empty());
}

TEST_CASE("other tables are those of a database that somebody else made") {
  Connection database(url_of(""), Access::create);
  database.run(
      "CREATE TABLE b (i INTEGER PRIMARY KEY AUTOINCREMENT); CREATE VIEW a AS SELECT 1;"
      "CREATE TABLE V (version_num)");
  CHECK(read_version(database, "v").others.empty());
  CHECK(read_version(database, "w").others == Rows{"V", "a", "b"});
  CHECK_FALSE(database.in_transaction());
}
