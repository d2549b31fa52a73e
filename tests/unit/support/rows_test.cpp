#include "tests/support/rows.hpp"

#include <catch2/catch.hpp>

#include "tests/support/database.hpp"

using namespace migc::support;

namespace {

Rows rows_of(const std::string& script) {
  const Database database;
  database.run(script);
  return read_rows(database.handle());
}

}  // namespace

TEST_CASE("rows see values, their types, rowids and the marks of AUTOINCREMENT") {
  const std::string sequence =
      "create table t (a integer primary key autoincrement, b);"
      "insert into t (b) values (1), (2);";
  const auto [before, after] = GENERATE_COPY(table<std::string, std::string>({
      {"create table t (a); insert into t values (1)",
       "create table t (a); insert into t values (2)"},
      {"create table t (a); insert into t values (1)",
       "create table t (a); insert into t values ('1')"},
      {"create table t (a); insert into t values (1)",
       "create table t (a); insert into t values (1.0)"},
      {"create table t (a); insert into t values (1)",
       "create table t (a); insert into t (rowid, a) values (7, 1)"},
      {"create table t (a); insert into t values (1)", "create table t (a)"},
      {"create table t (a); insert into t values (null)",
       "create table t (a); insert into t values ('')"},
      {"create table t (a, b as (a)); insert into t values (1)",
       "create table t (a, b as (a + 1)); insert into t values (1)"},
      {sequence + "delete from t where a = 2", sequence + "delete from t where a = 2;"
                                                          "update sqlite_sequence set seq = 1"},
  }));
  INFO(before << "\n" << after);
  CHECK(rows_of(before) == rows_of(before));
  CHECK(rows_of(before) != rows_of(after));
  CHECK(digest(rows_of(before)) != digest(rows_of(after)));
  CHECK_FALSE(difference(rows_of(before), rows_of(after)).empty());
}

TEST_CASE("rows do not see the order in which they were written") {
  CHECK(rows_of("create table t (a integer primary key); insert into t values (1), (2)") ==
        rows_of("create table t (a integer primary key); insert into t values (2), (1)"));
}
