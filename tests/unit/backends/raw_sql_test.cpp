#include "compiler/dialects/sqlite/print/raw_sql.hpp"

#include <catch2/catch.hpp>
#include <optional>
#include <string>

namespace migc::backends::sqlite {

TEST_CASE("raw SQL stands as it was written, and another `;` can follow") {
  const auto [sql, written] = GENERATE(table<std::string, std::string>({
      {"create table a(x)", "create table a(x)"},
      {"create table a(x);", "create table a(x)"},
      {"\n a;\n  b;\n", "a;\n  b"},
      {"a; -- why\nb", "a; -- why\nb"},
      {"a -- why", "a -- why\n"},
      {"a; -- why;", "a; -- why;\n"},
      {"a /* why */ ;", "a /* why */"},
      {"insert into t values (';\n');", "insert into t values (';\n')"},
      {"create table [a;\n](x)", "create table [a;\n](x)"},
      {"", ""},
      {";;\n;", ""},
  }));
  CHECK(as_written(sql) == written);
}

TEST_CASE("no line of a statement is a command to SQLite's shell") {
  const auto [sql, text] = GENERATE(table<std::string, std::string>({
      {"select 8\n/\n2", "select 8\n/**/ /\n2"},
      {"select 8\n  / -- by\n2", "select 8\n  /**/ / -- by\n2"},
      {"select 8\n/ 2", "select 8\n/ 2"},
      {"select 1 as\nGO\n, 2", "select 1 as\n/**/ GO\n, 2"},
      {"select '\n/\n.quit\ngo\n'", "select '\n/\n.quit\ngo\n'"},
      {"select 1;\n.shell true", "select 1;\n .shell true"},
      {"select 1 -- one\n/\n2", "select 1 -- one\n/**/ /\n2"},
      {"create table go (a)", "create table go (a)"},
  }));
  CHECK(for_shell(sql) == text);
}

TEST_CASE("raw SQL that meddles with the transaction is found") {
  const auto [sql, word] = GENERATE(table<std::string, std::string>({
      {"BEGIN; create table a(x)", "BEGIN"},
      {"create table a(x); /* now */ commit", "commit"},
      {"savepoint s", "savepoint"},
      {"create trigger r after insert on t begin select 1; end", ""},
      {"select 'commit'; select \"rollback\"; -- commit", ""},
  }));
  CHECK(transaction_control(sql).value_or("") == word);
}

TEST_CASE("a statement fits into a trigger when it means the same there") {
  const auto [sql, fits] = GENERATE(table<std::string, bool>({
      {"delete from t", true},
      {"insert into t (a) values (1)", true},
      {"insert or ignore into t select a from u order by a limit 3", true},
      {"insert into t (a) values (1) on conflict (a) do update set b = 2", true},
      {"REPLACE INTO t VALUES ('returning; changes()')", true},
      {"update or ignore t set a = (select b from u order by b limit 1) where c", true},
      {"update t set a = (with n as (select 1) select * from n)", true},
      {"with n as (select 1) delete from t", false},
      {"update main.t set a = 1", false},
      {"insert into main . t values (1)", false},
      {"delete from \"main\".t", false},
      {"insert into t default values", false},
      {"insert into t values (1) returning a", false},
      {"update t indexed by ix set a = 1", false},
      {"update t set a = changes()", false},
      {"delete from t where a > 1 order by a limit 2", false},
      {"delete from t; delete from u", false},
      {"create table t (a)", false},
      {"", false},
      {"insert into t select * from u", false},
      {"insert into t select a, 2 * b from u", true},
      {"update t as x set a = 1", false},
  }));
  CAPTURE(sql);
  CAPTURE(sql);
  CHECK(fits_trigger(sql) == fits);
}

TEST_CASE("what a printed statement drops or creates") {
  CHECK(object_of("DROP VIEW IF EXISTS V", "drop") == NamedObject{"view", "v"});
  CHECK(object_of("DROP TABLE \"a \"\"b\"", "drop") == NamedObject{"table", "a \"b"});
  CHECK(object_of("CREATE UNIQUE INDEX ix ON t (a)", "create") == NamedObject{"index", "ix"});
  CHECK(object_of("CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END", "create") ==
        NamedObject{"trigger", "r"});
  CHECK_FALSE(object_of("CREATE VIRTUAL TABLE f USING fts5(a)", "create"));
  CHECK_FALSE(object_of("DROP VIEW v", "create"));
  CHECK_FALSE(object_of("DROP", "drop"));
}

}  // namespace migc::backends::sqlite
