#include "compiler/backends/sqlite/raw_sql.hpp"

#include <catch2/catch.hpp>
#include <optional>
#include <string>

namespace migc::backends::sqlite {

TEST_CASE("raw SQL becomes part of one statement group") {
  const auto [sql, group] = GENERATE(table<std::string, std::string>({
      {"create table a(x)", "create table a(x)"},
      {"create table a(x);", "create table a(x)"},
      {"a;\nb;\n", "a; /*\n*/ b"},
      {"a; -- why\nb", "a; /* why */ /*\n*/ b"},
      {"a -- */ trap\n;", "a /* * / trap */"},
      {"insert into t values (';\n');", "insert into t values (';\n')"},
      {"create table \"a;\n\"(x);\nb", "create table \"a;\n\"(x); /*\n*/ b"},
      {"create table [a;\n](x)", "create table [a;\n](x)"},
      {"", ""},
      {";;\n;", ""},
  }));
  CHECK(in_one_group(sql) == group);
}

TEST_CASE("raw SQL that meddles with the transaction is found") {
  const auto [sql, word] = GENERATE(table<std::string, std::string>({
      {"BEGIN; create table a(x)", "BEGIN"},
      {"create table a(x); /* now */ commit", "commit"},
      {"savepoint s", "savepoint"},
      {"attach 'x' as y", "attach"},
      {"create trigger r after insert on t begin select 1; end", ""},
      {"select 'commit'; select \"rollback\"; -- commit", ""},
  }));
  CHECK(transaction_control(sql).value_or("") == word);
}

}  // namespace migc::backends::sqlite
