#include "compiler/drivers/sqlite/catalogue.hpp"

#include <catch2/catch.hpp>

#include "compiler/drivers/drivers.hpp"

using namespace migc;

TEST_CASE("a catalogue tells of objects, whatever the case of their letters") {
  const auto database = drivers::find_driver("sqlite")->open_scratch();
  database->run(
      "CREATE TABLE Parts (id INTEGER PRIMARY KEY, name UNIQUE, size AS (length(name)));"
      "CREATE INDEX by_name ON Parts (name);"
      "CREATE VIEW names AS SELECT name FROM Parts");
  database::Catalogue& catalogue = database->catalogue();
  CHECK(catalogue.relations() == std::vector<std::string>{"Parts", "names"});
  CHECK(catalogue.type_of("parts") == "table");
  CHECK(catalogue.type_of("NAMES") == "view");
  CHECK(catalogue.type_of("by_name").empty());
  CHECK(catalogue.statement_of("index", "BY_NAME") == "CREATE INDEX by_name ON Parts (name)");
  CHECK(catalogue.statement_of("table", "by_name").empty());

  const auto columns = catalogue.columns_of("parts");
  REQUIRE(columns.size() == 3);
  CHECK(columns[1].is_stored);
  CHECK(columns[2].name == "size");
  CHECK_FALSE(columns[2].is_stored);

  const auto on_it = catalogue.objects_on("PARTS");
  REQUIRE(on_it.size() == 1);  // not the one of UNIQUE
  CHECK(on_it[0].name == "by_name");
}

TEST_CASE("a view or trigger that names what is gone cannot be used") {
  const auto database = drivers::find_driver("sqlite")->open_scratch();
  database->run(
      "CREATE TABLE t (a); CREATE TABLE log (a);"
      "CREATE VIEW v AS SELECT a FROM log;"
      "CREATE TRIGGER r AFTER UPDATE ON t BEGIN INSERT INTO log VALUES (new.a); END");
  database::Catalogue& catalogue = database->catalogue();
  CHECK(catalogue.can_be_used("v"));
  CHECK(catalogue.can_be_used("r"));
  CHECK(catalogue.can_be_used("nothing"));
  database->run("DROP TABLE log");
  CHECK_FALSE(catalogue.can_be_used("v"));
  CHECK_FALSE(catalogue.can_be_used("r"));
}
