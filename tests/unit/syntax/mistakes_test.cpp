#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/unit/syntax/parsed.hpp"

using namespace migc;
using test::parse_file;
using test::parse_statements;
using Rows = std::vector<std::pair<std::string, std::string>>;

namespace {

void check(const Rows& rows) {
  for (const auto& [text, complaints] : rows) {
    CAPTURE(text);
    CHECK(parse_statements(text).complaints() == complaints);
  }
}

}  // namespace

TEST_CASE("a mistake is said with what was found, what was expected and where") {
  check({
      {"drop table ;", "E0101 expected a table name, found `;` @;"},
      {"drop table", "E0101 expected a table name, found the end of the file @"},
      {"drop table t u;", "E0101 expected `;`, found `u` @u"},
      {"create table t;", "E0101 expected `(` and columns, or `as` and a query, found `;` @;"},
      {"create table t (a int,);", "E0101 expected a column or a constraint, found `)` @)"},
      {"create table t (a int check a > 0);", "E0101 expected `(`, found `a` @a"},
      {"create table t (a int default);",
       "E0101 expected a literal, or an expression in parentheses, found `)` @)"},
      {"create table t (a int references u on delete nothing);",
       "E0101 expected `cascade`, `restrict`, `set null`, `set default` or `no action`, found "
       "`nothing` @nothing"},
      {"create view v as delete from t;", "E0101 expected a query, found `delete` @delete"},
      {"create trigger r after insert on t begin end;",
       "E0101 expected a statement of the trigger, found `end` @end"},
      {"create trigger r after insert on t begin delete from t end;",
       "E0101 expected `end`, or a statement of the trigger, found the end of the file @"},
      {"comment on column c is 'x';", "E0101 expected `.` and a column name, found `is` @is"},
      {"alter table t add column if not exists c int;",
       "E0101 expected a column name, found `if` @if"},
      {"alter table t alter c set default;", "E0101 expected an expression, found `;` @;"},
      {"assert 1 = 1;", "E0101 expected `else`, found `;` @;"},
      {"for x in (a) { }", "E0101 expected a literal, a list or a map, found `a` @a"},
      {"execute for sqlite;", "E0101 expected SQL as a string, found `;` @;"},
      {"allow x; drop table t;", "E0101 expected a string, found `;` @;"},
      {"with a as (select 1) select 2;",
       "E0105 `select` is not a migration statement: nobody sees what it returns; to check "
       "something write `assert … else '…'` @select"},
      {"update t set a = 1) where b;",
       "E0101 expected `;`, found `)` @) (this bracket was not opened)"},
  });
}

TEST_CASE("a missing end is told at the statement that lacks it") {
  check({
      {"drop table t\ndrop table u;", "E0109 missing `;` after this statement @t"},
      {"create table t (a int)\n\n-- the next\ndrop table u;",
       "E0109 missing `;` after this statement @)"},
      {"drop table t -- why\n/* and */ drop table u;", "E0109 missing `;` after this statement @t"},
  });
}

TEST_CASE("near misses are guessed") {
  check({
      {"crate table t (a);",
       "E0101 expected a statement, found `crate` @crate (did you mean `create`?)"},
      {"create tabel t (a);",
       "E0101 expected what to create, found `tabel` @tabel (did you mean `table`?)"},
      {"drop indx i;", "E0101 expected what to drop, found `indx` @indx (did you mean `index`?)"},
      {"alter table t ad c int;",
       "E0101 expected what to alter, found `ad` @ad (did you mean `add`?)"},
      {"alter table t alter c tpye int;",
       "E0101 expected what to change of the column, found `tpye` @tpye (did you mean `type`?)"},
      {"alter table t alter c set nto null;",
       "E0101 expected what to set, found `nto` @nto (did you mean `not`?)"},
      {"create table t (a int, constraint c chek (a));",
       "E0101 expected `,` or `)`, found `chek` @chek (did you mean `check`?)"},
      {"alter table t rename a ot b;", "E0101 expected `to`, found `ot` @ot (did you mean `to`?)"},
  });
}

TEST_CASE("what has no end is shown where it begins") {
  check({
      {"drop table 'x;", "E0102 unterminated string @'x;"},
      {"update t set a = 'x;\n drop table b;", "E0102 unterminated string @'x;"},
      {"drop table \"x;\n", "E0102 unterminated name @\"x;"},
      {"drop table [x;\n", "E0102 unterminated name @[x;"},
      {"execute $t$ x $$ ;", "E0102 unterminated string @$t$"},
      {"/* x", "E0102 unterminated comment @/*"},
      {"drop table t; /* x", "E0102 unterminated comment @/*"},
      {"insert into t values (1, (2, 3);", "E0104 unclosed `(` @("},
      {"create table t (a int;", "E0104 unclosed `(` @("},
      {"create virtual table t using m(a {x});\ndrop table u;", "E0104 unclosed `(` @("},
      {"update t set a = b[1;", "E0104 unclosed `[` @["},
      {"on sqlite { drop table t;", "E0104 unclosed `{` @{"},
      {"update t set a = (1];", "E0101 expected `)`, found `]` @]"},
      {"update t set a = 12abc;", "E0103 malformed number @12abc"},
      {"update t set a = x'0';", "E0103 malformed blob @x'0'"},
  });
}

TEST_CASE("statements that no migration has say what to do instead") {
  const auto word =
      GENERATE("begin transaction", "commit", "rollback to x", "savepoint a", "select 1",
               "values (1)", "explain drop table t", "pragma a = 1", "vacuum", "analyze t",
               "reindex", "attach 'a' as b", "detach b", "end");
  CAPTURE(word);
  const test::Parsed parsed = parse_statements(std::string(word) + "; drop table t;");
  CHECK(parsed.complaints().starts_with("E0105 `"));
  CHECK(parsed.diagnostics.errors() == 1);
  CHECK(parsed.statements.size() == 1);
}

TEST_CASE("one run shows every mistake, and each once") {
  const Rows rows = {
      {"drop tble a; drop table b; drop indx c;", "b"},
      {"crate table a (b text default ';}', -- ; }\n c /* ; */ int); drop table b;", "b"},
      {"drop tble $$ ; $$; drop table b;", "b"},
      {"create triger r begin delete from x; end; drop table b;", "b"},
      {"create trigger r aftr insert on t begin delete from x; update y set z = 1; end; drop table "
       "b;",
       "b"},
      {"for x on (1) { drop table q; } drop table b;", "b"},
      {"for x, in { 1: 2 } { drop table q; } drop table b;", "b"},
      {"on sqlite { drop tble q; drop table r; } drop table b;", "rb"},
      {"drop table a\ndrop table b;", "b"},
      {"update t set a = (1;\ndrop table b;", "b"},
      {"}; drop table b;", "b"},
  };
  for (const auto& [text, dropped] : rows) {
    CAPTURE(text);
    const test::Parsed parsed = parse_statements(text);
    CAPTURE(parsed.complaints());
    std::string names;
    const auto collect = [&](const auto& self, const ast::Statements& statements) -> void {
      for (const ast::Statement& statement : statements) {
        if (const auto* on = std::get_if<ast::On>(&statement.content)) self(self, on->body);
        if (const auto* ops = std::get_if<std::vector<ir::Operation>>(&statement.content))
          for (const ir::Operation& op : *ops) names += std::get<ir::DropTable>(op).table.text;
      }
    };
    collect(collect, parsed.statements);
    CHECK(names == dropped);
    CHECK(parsed.diagnostics.errors() == (text.starts_with("drop tble a;") ? 2 : 1));
  }
}

TEST_CASE("the bracket that is shown is the one that is open") {
  const std::string text = "create virtual table t using m(a (b), c;";
  const test::Parsed parsed = parse_statements(text);
  REQUIRE(parsed.diagnostics.errors() == 1);
  CHECK(parsed.diagnostics.all()[0].place.begin == text.find('('));
}

TEST_CASE("after twenty mistakes the rest is counted") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "drop tble t;\n";
  const test::Parsed parsed = parse_statements(text);
  REQUIRE(parsed.diagnostics.all().size() == 21);
  CHECK(parsed.diagnostics.all().back().text == "980 more errors in this file are not shown");
}

TEST_CASE("a forgotten `}` is shown at its `{`, and what follows is still read") {
  const test::Parsed parsed =
      parse_file("revision a;\nupgrade {\n  drop table x;\n\ndowngrade { drop tble y; }\n");
  CHECK(parsed.complaints() ==
        "E0104 unclosed `{` @{\n"
        "E0101 expected what to drop, found `tble` @tble (did you mean `table`?)");
}

TEST_CASE("an `allow` belongs to a statement") {
  CHECK(parse_file("revision a; upgrade { allow x 'y'; } downgrade auto;").complaints() ==
        "E0108 `allow` applies to the statement after it, and there is none @allow x 'y'");
}
