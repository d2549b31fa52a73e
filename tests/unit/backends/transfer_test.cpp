#include "compiler/dialects/sqlite/plan/transfer.hpp"

#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "compiler/dialects/sqlite/print/affinity.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/syntax/parse.hpp"

namespace migc::backends::sqlite {

namespace {

ir::Table table_of(const std::string& definition) {
  source::SourceSet sources;
  diagnostics::Diagnostics diagnostics;
  const std::uint32_t file = sources.add("t", definition + ";");
  const ast::Statements statements = syntax::parse_statements(sources, file, diagnostics);
  REQUIRE(diagnostics.ok());
  const auto& operations = std::get<std::vector<ir::Operation>>(statements.at(0).content);
  return std::get<ir::CreateTable>(operations.at(0)).table;
}

/// Whether SQLite's program for the copy takes no row apart.
bool sqlite_transfers(const std::string& before, const std::string& after) {
  sqlite3* opened = nullptr;
  REQUIRE(sqlite3_open(":memory:", &opened) == SQLITE_OK);
  const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database(opened, sqlite3_close);
  const std::string sql = before + ";" + after + ";";
  REQUIRE(sqlite3_exec(opened, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  bool moves = false;
  const auto note = [](void* found, int, char** values, char**) {
    if (std::string(values[1]) == "RowData") *static_cast<bool*>(found) = true;
    return 0;
  };
  REQUIRE(sqlite3_exec(opened, "EXPLAIN INSERT INTO n SELECT * FROM t", note, &moves, nullptr) ==
          SQLITE_OK);
  return moves;
}

}  // namespace

TEST_CASE("whole rows are moved where SQLite moves them") {
  const auto [before, after] = GENERATE(table<std::string, std::string>({
      {"(id integer primary key, a varchar(5))", "(id integer primary key, a varchar(9))"},
      {"(id integer primary key, a int)", "(id integer primary key, a bigint)"},
      {"(id integer primary key, a int not null)", "(id integer primary key, a int)"},
      {"(id integer primary key, a int check (a > 0))", "(id integer primary key, a int)"},
      {"(id integer primary key, a int check (a > 0), b text)",
       "(id integer primary key, a int check (a > 0), b varchar(3))"},
      {"(id integer primary key, a int unique)", "(id integer primary key, a int)"},
      {"(id integer primary key, a int unique, b text)",
       "(id integer primary key, a int unique, b varchar(3))"},
      {"(id integer primary key, a int, unique (a, id))",
       "(id integer primary key, a bigint, unique (a, id))"},
      {"(id integer primary key, a int)", "(id integer primary key, a int references p)"},
      {"(id integer primary key, a int)", "(id integer primary key autoincrement, a int)"},
      {"(id integer primary key, a int) strict", "(id integer primary key, a int)"},
      {"(id integer primary key, a int default 5)", "(id integer primary key, a bigint default 5)"},
      {"(k text primary key, a int) without rowid", "(k text primary key, a bigint) without rowid"},
  }));
  CAPTURE(before, after);
  const std::string old_table = "create table t " + before, table = "create table n " + after;
  CHECK(transfers_whole_rows(table_of(old_table), table_of(table), schema::Schema(rules())));
  CHECK(sqlite_transfers(old_table, table));
}

TEST_CASE("rows are taken apart where something about them changes") {
  const auto [before, after] = GENERATE(table<std::string, std::string>({
      {"(id integer primary key, a int)", "(id integer primary key, a text)"},
      {"(id integer primary key, a int)", "(id integer primary key, a int not null)"},
      {"(id integer primary key, a int)", "(id integer primary key, a int default 5)"},
      {"(id integer primary key, a int default 4)", "(id integer primary key, a int default 5)"},
      {"(id integer primary key, a int)", "(id integer primary key, a int check (a > 0))"},
      {"(id integer primary key, a text)", "(id integer primary key, a text collate nocase)"},
      {"(id integer primary key, a int)", "(id integer primary key, a int unique)"},
      {"(id integer primary key, a int unique)",
       "(id integer primary key, a int unique on conflict ignore)"},
      {"(id integer primary key, a int, b int)", "(id integer primary key, b int, a int)"},
      {"(id integer primary key, a int)", "(id integer primary key, a int, b int)"},
      {"(id integer primary key, a int)", "(id int primary key, a int)"},
      {"(id integer primary key, a int)", "(id integer primary key, a int) strict"},
      {"(id integer primary key, a int, g as (a + 1))",
       "(id integer primary key, a int, g as (a + 2))"},
      {"(k text primary key, a int)", "(k text primary key, a int) without rowid"},
  }));
  CAPTURE(before, after);
  CHECK_FALSE(transfers_whole_rows(table_of("create table t " + before),
                                   table_of("create table n " + after), schema::Schema(rules())));
}

/// SQLite would often move them, but where it does not, `*` has values that no column takes.
TEST_CASE("rows with generated columns are never moved whole") {
  const auto [before, after] = GENERATE(table<std::string, std::string>({
      {"(id integer primary key, a int, g as (a + 1))",
       "(id integer primary key, a bigint, g as (a + 1))"},
      {"(k text primary key, g as (lower(k))) without rowid",
       "(k text primary key, g as (lower(k))) without rowid"},
  }));
  CHECK_FALSE(transfers_whole_rows(table_of("create table t " + before),
                                   table_of("create table n " + after), schema::Schema(rules())));
}

TEST_CASE("hidden rowids would be renumbered, so such tables are copied column by column") {
  CHECK_FALSE(transfers_whole_rows(table_of("create table t (a int)"),
                                   table_of("create table n (a bigint)"), schema::Schema(rules())));
}

TEST_CASE("types have the affinity that SQLite gives them") {
  const auto [type, affinity] = GENERATE(table<std::string, Affinity>({
      {"BIGINT", Affinity::integer},
      {"FLOATING POINT", Affinity::integer},
      {"VARCHAR(10)", Affinity::text},
      {"CHARINT", Affinity::integer},
      {"Clob", Affinity::text},
      {"", Affinity::blob},
      {"BLOB", Affinity::blob},
      {"DOUBLE PRECISION", Affinity::real},
      {"DECIMAL(10,5)", Affinity::numeric},
      {"STRING", Affinity::numeric},
  }));
  CHECK(affinity_of(type) == affinity);
}

}  // namespace migc::backends::sqlite
