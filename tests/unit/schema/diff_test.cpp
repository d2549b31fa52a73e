#include "compiler/schema/diff/diff.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "compiler/ir/print.hpp"
#include "tests/unit/schema/replayed.hpp"

using namespace migc;

namespace {

/// The difference of two schemas as statements, and behind `!` what was said.
std::vector<std::string> difference(const std::string& from, const std::string& to) {
  const Replayed before(from), after(to);
  diagnostics::Diagnostics said;
  std::vector<ir::Step> steps;
  for (const schema::Change& change : schema::diff(before.schema, after.schema, said))
    steps.push_back(schema::step_of(change));
  std::vector<std::string> all;
  for (const ir::Statement& statement : ir::print(steps)) all.push_back(statement.text);
  for (const diagnostics::Diagnostic& one : said.all()) all.push_back("! " + one.text);
  return all;
}

/// What is remarked of a difference, in order.
std::vector<std::string> remarks(const std::string& from, const std::string& to) {
  const Replayed before(from), after(to);
  diagnostics::Diagnostics said;
  std::vector<std::string> all;
  for (const schema::Change& change : schema::diff(before.schema, after.schema, said))
    all.insert(all.end(), change.remarks.begin(), change.remarks.end());
  return all;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("what says the same is no difference") {
  const std::string one =
      "create table t (a integer primary key, B varchar( 10 ) not null default ( 1 ), c text "
      "unique check (c <> ''), d integer references t on delete no action);"
      "create index i on t (c asc); create view v as select a from t -- all\n;";
  const std::string other =
      "CREATE TABLE \"t\" ([a] INTEGER, b VARCHAR(10) NOT NULL DEFAULT (1), c TEXT, d INTEGER, "
      "PRIMARY KEY (a), CHECK (c<>''), UNIQUE (c), FOREIGN KEY (d) REFERENCES T not deferrable);"
      "create index I on T (C); create view V as SELECT a FROM t;";
  CHECK(difference(one, other).empty());
}

TEST_CASE(
    "a literal default is the same in parentheses, and numbers and blobs in any letter case") {
  CHECK(difference("create table t (a int default (0), b text default (('')), c int default (-1), "
                   "d blob default (x'0f'), e real default 1e3, f int default (null));",
                   "create table t (a int default 0, b text default '', c int default -1, "
                   "d blob default X'0F', e real default 1E3, f int default null);")
            .empty());
  // A word is a text without parentheses, and a column in them; a text is compared as it is.
  CHECK(difference("create table t (a text default b);", "create table t (a text default 'b');")
            .size() == 1);
  CHECK(difference("create table t (a text default ('X'));", "create table t (a text default 'x');")
            .size() == 1);
}

TEST_CASE("the arguments of a virtual table are the same in any layout") {
  CHECK(difference("create virtual table m using fts5(a,b,tokenize='x y');",
                   "create virtual table m using fts5(\n  a,\n  b, tokenize='x y'\n);")
            .empty());
  CHECK(difference("create virtual table m using fts5(a, tokenize='x y');",
                   "create virtual table m using fts5(a, tokenize='x  y');")
            .size() == 2);
}

TEST_CASE("tables that refer to each other in a circle come and go") {
  const std::string circle =
      "create table a (id integer primary key, b integer references b (id));"
      "create table b (id integer primary key, a integer references a (id));";
  CHECK(difference(circle, "") == Texts{"drop table b;", "drop table a;"});
  CHECK(difference("", circle).size() == 2);
  CHECK(difference("create table a (id integer primary key); create table b (id integer primary "
                   "key);",
                   circle) == Texts{"alter table a add column b integer references b (id);",
                                    "alter table b add column a integer references a (id);"});
}

TEST_CASE("children are dropped before their parents, views before what they show") {
  CHECK(difference("create table p (id integer primary key); create table c (p integer references "
                   "p); create view v as select p from c; create view w as select p from v;",
                   "") == Texts{"drop view w;", "drop view v;", "drop table c;", "drop table p;"});
}

TEST_CASE("renames are done in an order in which each name is free") {
  CHECK(difference(
            "create table a (x int, y int); create table b (x int);",
            "create table b (y int was x, z int was y) was a; create table c (x int) was b;") ==
        Texts{"alter table b rename to c;", "alter table a rename to b;",
              "alter table b\n  rename column y to z,\n  rename column x to y;"});
}

TEST_CASE("names that change places go through a free one") {
  CHECK(difference("create table t (a int, b int, c int, d int, _migc_b int);",
                   "create table t (a int was b, b int was c, c int was a, e int was d, "
                   "_migc_b int);") ==
        Texts{"alter table t\n  rename column d to e,\n  rename column b to _migc_b_,\n  rename "
              "column c to b,\n  rename column a to c,\n  rename column _migc_b_ to a,\n  reorder "
              "columns (a, b, "
              "c, e, _migc_b);"});
  CHECK(difference("create table a (x int); create table b (y int);",
                   "create table a (y int) was b; create table b (x int) was a;") ==
        Texts{"alter table b rename to _migc_b;", "alter table a rename to b;",
              "alter table _migc_b rename to a;"});
  CHECK(remarks("create table t (a int, b int);", "create table t (a int was b, b int was a);") ==
        Texts{"b, a exchange names, as `was` says: remove these `was` once this is written, or the "
              "next comparison exchanges them again"});
}

TEST_CASE("names that have changed places do not change back") {
  const auto wanted = "create table t (a int was b, b text was a);";
  CHECK(difference("create table t (a text, b int);", wanted) ==
        Texts{"alter table t\n  rename column b to _migc_b,\n  rename column a to b,\n  rename "
              "column _migc_b to a,\n  reorder columns (a, b);"});
  CHECK(difference("create table t (a int, b text);", wanted).empty());
  CHECK(difference("create table a (y int); create table b (x int);",
                   "create table a (y int) was b; create table b (x int) was a;")
            .empty());
}

TEST_CASE("a `was` that cannot be followed is an error") {
  CHECK(difference("create table t (a int, b int);", "create table t (a int was b, b int);") ==
        Texts{"! cannot follow `was b`: table `t` has that name and `a` as well"});
  CHECK(difference("create table a (x int); create table b (y int);",
                   "create table a (x int) was b; create table b (y int);") ==
        Texts{"! cannot follow `was b`: the schema before has that name and `a` as well"});
  CHECK(difference("create table t (a int);", "create table t (b int was a, c int was a);") ==
        Texts{"alter table t\n  rename column a to b,\n  add column c int;",
              "! `was a`: `b` and `c` cannot both be its new name"});
}

TEST_CASE("a table is there as it will be before another refers to it") {
  CHECK(difference("create table p (id integer primary key);",
                   "create table p (id integer primary key, k text unique); create table c (k "
                   "text references p (k));") ==
        Texts{"alter table p add column k text unique;",
              "create table c (\n  k text references p (k)\n);"});
  CHECK(difference("create table p (k int unique, v int); create table c (k int references p (k));",
                   "create table p (v int, l int unique); create table c (k int references p "
                   "(l));") ==
        Texts{"alter table c drop foreign key (k) references p;",
              "alter table p\n  drop unique (k),\n  add column l int unique,\n  drop column k;",
              "alter table c add foreign key (k) references p (l);"});
  CHECK(difference("create table a (i integer primary key);",
                   "create table a (i integer primary key, x int unique, n int references n (j)); "
                   "create table n (j integer primary key, x int references a (x));") ==
        Texts{"alter table a\n  add column x int unique,\n  add column n int;",
              "create table n (\n  j integer primary key,\n  x int references a (x)\n);",
              "alter table a add foreign key (n) references n (j);"});
}

TEST_CASE("the changes of a table are one statement") {
  CHECK(difference("create table t (a int, b int, primary key (a, b)) without rowid;",
                   "create table t (a int, b int, primary key (b, a)) without rowid;") ==
        Texts{"alter table t\n  drop primary key,\n  add primary key (b, a);"});
}

TEST_CASE("where the order of columns does not count, a new one comes last") {
  const Replayed before("create table t (a int, c int); create table u (a int, b int);"),
      after("create table t (a int, b int, c int); create table u (b int, a int);");
  diagnostics::Diagnostics said;
  const auto found =
      schema::difference(before.schema, after.schema, schema::ColumnOrder::ignored, said);
  REQUIRE(found.changes.size() == 1);
  CHECK(ir::print(found.changes[0].operation) == "alter table t add column b int");
  REQUIRE(found.in_other_order.size() == 2);
  CHECK(found.in_other_order[0].text == "t");
  CHECK(said.all().empty());
}

TEST_CASE("only `was` makes another letter case a difference") {
  const std::string old = "create table Devices (Id int, Name text);";
  CHECK(difference(old, "create table devices (id int, name text);").empty());
  CHECK(difference(old, "create table devices (ID int was Id, Name text) was Devices;") ==
        Texts{"alter table Devices rename to devices;",
              "alter table devices rename column Id to ID;"});
}

TEST_CASE("a rename is followed by everything that names the thing") {
  CHECK(
      difference("create table t (a int, check (a > 0)); create index i on t (a); create view v as "
                 "select a from t;",
                 "create table u (b int was a, check (b > 0)) was t; create index i on u (b); "
                 "create view v as select b from u;") ==
      Texts{"alter table t rename to u;", "alter table u rename column a to b;"});
}

TEST_CASE("what was renamed long ago is no difference, and no mistake") {
  CHECK(difference("create table t (a int);", "create table t (a int was b) was s;").empty());
}

TEST_CASE("a rename of what is not there is told") {
  CHECK(difference("create table t (a int);", "create table t (a int, b int was c);") ==
        Texts{"alter table t add column b int;",
              "! `was c`: table `t` has nothing of that name, so this is new"});
}

TEST_CASE("a thing that becomes one of another kind is dropped first") {
  CHECK(difference("create table t (a int); create table x (a int);",
                   "create table x (a int); create view t as select a from x;") ==
        Texts{"drop table t;", "create view t as\nselect a from x;"});
  CHECK(difference("create table x (a int); create view t as select a from x;",
                   "create table x (a int); create table t (a int);") ==
        Texts{"drop view t;", "create table t (\n  a int\n);"});
}

TEST_CASE("a view that is made anew gets its triggers back") {
  const std::string trigger = " create trigger r instead of insert on v begin select 1; end;";
  CHECK(difference("create table t (a int, b int); create view v as select a from t;" + trigger,
                   "create table t (a int, b int); create view v as select b from t;" + trigger) ==
        Texts{"drop view v;", "create view v as\nselect b from t;",
              "create trigger r instead of insert on v\nbegin\n  select 1;\nend;"});
}

TEST_CASE("each attribute of a column has its change") {
  CHECK(
      difference("create table t (k integer primary key, a int default 1, b text not null collate "
                 "nocase, c int as (k + 1), d int);",
                 "create table t (k integer primary key autoincrement, a, b text default 'x', c "
                 "int, d int not null on conflict ignore as (k) stored);") ==
      Texts{"alter table t\n"
            "  alter column a drop default,\n"
            "  alter column a drop type,\n"
            "  alter column b drop not null,\n"
            "  alter column b drop collate,\n"
            "  alter column b set default 'x',\n"
            "  alter column c drop as,\n"
            "  alter column d set not null on conflict ignore,\n"
            "  alter column d set as (k) stored,\n"
            "  alter column k set autoincrement;"});
}

TEST_CASE("constraints are kept, renamed, changed in place, dropped or added") {
  CHECK(difference("create table p (id integer primary key);"
                   "create table t (a int, b int references p, constraint x unique (a), constraint "
                   "y check (a > 0), constraint z foreign key (a) references p);",
                   "create table p (id integer primary key);"
                   "create table t (a int, b int references p on delete cascade, constraint w "
                   "unique (a), constraint y check (a > 1), primary key (a, b));") ==
        Texts{"alter table t\n"
              "  drop constraint y,\n"
              "  drop constraint z,\n"
              "  rename constraint x to w,\n"
              "  alter foreign key (b) on delete cascade,\n"
              "  add primary key (a, b),\n"
              "  add constraint y check (a > 1);"});
}

TEST_CASE("columns come where they are wanted") {
  CHECK(
      difference("create table t (a int, b int);",
                 "create table t (x int, a int, y int, b int, z "
                 "int);") ==
      Texts{"alter table t\n  add column x int first,\n  add column y int after a,\n  add column z "
            "int;"});
  CHECK(difference("create table t (a int, b int);", "create table t (b int, c int, a int);") ==
        Texts{"alter table t\n  add column c int,\n  reorder columns (b, c, a);"});
}

TEST_CASE("values of an enum are added where they stand, and never taken away") {
  CHECK(difference("create type e as enum ('a', 'c');",
                   "create type e as enum ('a', 'b', 'c', 'd');") ==
        Texts{"alter type e add value 'b' before 'c';", "alter type e add value 'd';"});
  CHECK(difference("create type e as enum ('a', 'b');", "create type e as enum ('a');") ==
        Texts{"! no statements lead to the target type `e`"});
}

TEST_CASE("a rename that might be one is remarked and not assumed") {
  CHECK(remarks("create table t (a int, b text);", "create table t (a int, c text);") ==
        Texts{"loses the values of b",
              "was b renamed to c? Then write `was b` after it in the target schema, or "
              "one `rename column b to c` here"});
  CHECK(remarks("create table t (a int);", "create table u (a int);") ==
        Texts{"loses the rows of t",
              "was t renamed to u? Then write `was t` after it in the target schema, or "
              "one `rename to u` here"});
}

TEST_CASE("a new full-text index reads the rows that were there before it") {
  const std::string t = "create table t (id integer primary key, a text);";
  const std::string f = "create virtual table f using fts5(a, content='t', content_rowid='id');";
  CHECK(difference(t, t + f) ==
        Texts{"create virtual table f using fts5(a, content='t', content_rowid='id');",
              "insert into \"f\" (\"f\") values ('rebuild');"});
  CHECK(difference("", t + f).size() == 2);
  CHECK(difference(t, t + "create virtual table f using fts5(a);").size() == 1);
}
