#include "compiler/sql/rowid_key.hpp"

#include "tests/unit/schema/replayed.hpp"
#include "tests/unit/schema/sql_model.hpp"

namespace migc {

TEST_CASE("the column that is the rowid is the one that SQLite takes for it") {
  const std::string columns = GENERATE(
      as<std::string>(), "id integer primary key", "id INTEGER primary key", "id int primary key",
      "id \"INTEGER\" primary key", "id integer primary key desc", "id integer(4) primary key",
      "id integer, primary key (id)", "id integer, primary key (id desc)",
      "id integer, primary key (id collate nocase)", "id integer, b, primary key (id, b)",
      "id integer unique", "id text primary key", "id primary key");
  CAPTURE(columns);
  const std::string create = "create table t (" + columns + ")";
  schema::test::Database database;
  REQUIRE(database.run(create + "; insert into t default values") == std::nullopt);
  const bool is_rowid =
      database.strings("select id is rowid from t") == std::vector<std::string>{"1"};
  const Replayed model(create + ";");
  CHECK((sql::rowid_key(model.table("t"), model.schema) != nullptr) == is_rowid);
}

TEST_CASE("an enum is no rowid's type, whatever it is called") {
  const Replayed model(
      "create type integer as enum ('a'); create table t (id integer primary key);"
      "create table u (id bigint generated always as identity primary key);");
  REQUIRE(model.told() == "");
  CHECK(sql::rowid_key(model.table("t"), model.schema) == nullptr);
  CHECK(sql::rowid_key(model.table("u"), model.schema) != nullptr);
}

}  // namespace migc
