#include "compiler/schema/replay/replay.hpp"

#include "tests/unit/schema/devices.hpp"

namespace migc {

TEST_CASE("names in data and conditions are looked up") {
  check(GENERATE(values<Case>({
      {"insert into device (id) values (1);",
       "E0241 [device] no table or view `device` -- did you mean `devices`?"},
      {"update devices set modle = 'a';",
       "E0203 [modle] no column `modle` in table `devices` -- did you mean `model`?"},
      {"assert (select count(*) from devices where seriall is null) = 0 else 'no';",
       "E0203 [seriall] no column `seriall` in table `devices` -- did you mean `serial`?"},
      {"update devices set model = (select nam from vendors v join machines m on v.id = m.id);",
       "E0242 [nam] no column `nam` in any of the tables used here -- did you mean `name`?"},
  })));
}

TEST_CASE("what a block leaves dangling is told at its end") {
  check(GENERATE(values<Case>({
      {"drop table devices;",
       "E0250 [drop table devices] view `cheap` refers to `devices`, which is not a table or view "
       "at the end of this block"},
      {"create view v as select id from divices;",
       "E0250 [divices] view `v` refers to `divices`, which is not a table or view at the end of "
       "this block -- did you mean `devices`?"},
      {"alter table devices drop constraint one_serial; alter table devices drop column serial;",
       "E0251 [alter table devices drop column serial] view `cheap` refers to column `serial`, "
       "which `devices` does not have at the end of this block"},
      {"create table t (a int references vendor (id));",
       "E0252 [vendor] foreign key of `t` refers to table `vendor`, which does not exist at the "
       "end "
       "of this block -- did you mean `vendors`?"},
      {"create table t (a int references vendors (nam));",
       "E0253 [vendors] foreign key of `t` refers to column `nam`, which `vendors` does not have "
       "at "
       "the end of this block -- did you mean `name`?"},
      {"create table t (a int references devices (serial));",
       "E0254 [devices] foreign key of `t` refers to `devices` (serial), which is neither its "
       "primary "
       "key nor unique"},
      {"create table t (a int references machines);",
       "E0255 [machines] foreign key of `t` lists no columns of `machines`, which has no primary "
       "key: list the columns"},
      {"create table t (a int references cheap);",
       "E0256 [cheap] foreign key of `t` refers to `cheap`, which is a view"},
      {"drop table vendors;",
       "E0252 [drop table vendors] foreign key of `devices` refers to table `vendors`, which does "
       "not "
       "exist at the end of this block"},
      // Mended, or meant.
      {"drop table devices; create table devices (id integer, serial text, price int);", ""},
      {"create table t (a int references u (x)); create table u (x int); create unique index ux on "
       "u (x);",
       ""},
      {"allow unresolved_name 'made by the application'; create view v as select id from "
       "elsewhere;",
       ""},
      {"allow unresolved_name 'gone for now'; drop table vendors;", ""},
  })));
}

TEST_CASE("what no text can say is refused as well") {
  Replayed run(devices);
  const auto refused = [&](ir::Operation operation) {
    return !schema::apply({std::move(operation)}, run.schema, run.diagnostics);
  };
  CHECK(refused(ir::CreateTable{ir::Table{.name = {"t"}, .columns = {}}}));
  CHECK(refused(ir::CreateEnum{{.name = {"e"}, .values = {}}}));
  CHECK(run.told() ==
        "E0208 [] table `t` has no columns: a table needs at least one\n"
        "E0240 [] type `e` has no values: an enum needs at least one");
}

TEST_CASE("notes say where things come from and what is in the way") {
  const auto [statement, notes] = GENERATE(table<std::string, std::string>({
      {"alter table devices drop column nothing;",
       "[] `devices` was created by 001 and last changed by 002"},
      {"create table devices (a int);",
       "[devices] `devices` is created here\n[] `devices` was created by 001 and last changed by "
       "002"},
      {"create table t (a int, b int, A int);", "[a] the first `a`"},
      {"alter table vendors set strict;", "[varchar(9)] it is declared here"},
      {"alter table devices drop column price;",
       "[by_price] index `by_price` depends on it\n"
       "[check (price < id)] a check depends on it\n[twice] generated column `twice` depends on "
       "it"},
      {"alter table vendors drop column id;",
       "[references vendors] the foreign key of `devices` over (vendor) depends on it\n"
       "[primary key] the primary key depends on it"},
      {"alter table vendors drop column code;",
       "[unique (name, code)] `unique (name, code)` depends on it"},
      {"alter table devices drop unique (price);",
       "[by_price] the unique index `by_price` is over them: use `drop index by_price`"},
      {"alter table vendors drop unique (name);",
       "[unique (name, code)] there is one over (name, code)"},
      {"alter table devices drop constraint by_price;",
       "[] `by_price` is an index: use `drop index by_price`\n"},
      {"drop view v; drop table vendors;",
       "[vendors] table `devices` refers to it here\n[] fix it in the same block, or write `allow "
       "unresolved_name 'why';` before the statement"},
      {"create table child (p int references devices (price)); drop index by_price;",
       "[] add `unique (price)` to `devices`, or a unique index over these columns\n[drop index "
       "by_price] this statement causes it\n[] fix it in the same block, or write `allow "
       "unresolved_name 'why';` before the statement"},
  }));
  Replayed run;
  run.schema.set_revision("001");
  run.block(R"(
    create table vendors (id integer primary key, name varchar(9), code int, unique (name, code));
    create table devices (
      id integer primary key, vendor int references vendors,
      price int constraint positive check (price > 0), twice int as (price * 2),
      check (price < id)
    );
    create unique index by_price on devices (price);
    create view v as select name from vendors;
  )");
  run.schema.set_revision("002");
  run.block("alter table devices add column serial text;");
  REQUIRE(run.told() == "");
  run.block(statement);
  INFO(statement << "\n" << run.told());
  std::string told = run.notes();
  if (notes.ends_with('\n')) told += '\n';
  CHECK(told == notes);
}

TEST_CASE("one mistake is reported once") {
  Replayed run("create table t (a int primary key, b int primary key);");
  const std::size_t errors = run.diagnostics.errors();
  REQUIRE(errors == 1);
  run.block(
      "alter table t add column c int; create index i on t (c); insert into t values (1);"
      "create view v as select a from t; create table u (a int references t); drop table t;");
  CHECK(run.diagnostics.errors() == errors);
}

TEST_CASE("names follow a rename through everything that says them") {
  Replayed run(R"(
    create table t (a int, b int as (a + 1), check (a > 0), unique (a));
    create index i on t (a) where a > 1;
    create view v as select a from t;
    create view w as select a from v;
    create view fixed (a) as select a from t;
    create view over_fixed as select a from fixed;
    create table child (x int references t (a));
    create trigger r after update of a on t begin delete from child where x = old.a; end;
  )");
  REQUIRE(run.told() == "");
  run.block("alter table t rename a to z; alter table t rename to s;");
  REQUIRE(run.told() == "");
  const auto text = [](const ir::Expression& expression) {
    std::string line;
    for (const ir::Token& token : expression.tokens) line += (line.empty() ? "" : " ") + token.text;
    return line;
  };
  const auto view = [&](const char* name) {
    return text(run.schema.view(source::Name{name})->query);
  };
  CHECK(run.table("s").column_names() == std::vector<std::string>{"z", "b"});
  CHECK(text(run.table("s").columns[1].find<ir::Generated>()->value) == "z + 1");
  CHECK(view("v") == "select z from s");
  CHECK(view("w") == "select z from v");
  CHECK(view("fixed") == "select z from s");
  CHECK(view("over_fixed") == "select a from fixed");
  CHECK(run.schema.index(source::Name{"i"})->table.text == "s");
  CHECK(text(*run.schema.index(source::Name{"i"})->where) == "z > 1");
  CHECK(run.table("child").columns[0].find<ir::References>()->table.text == "s");
  CHECK(run.table("child").columns[0].find<ir::References>()->columns[0].text == "z");
  const ir::Trigger* trigger = run.schema.trigger(source::Name{"r"});
  CHECK(trigger->update_of[0].text == "z");
  CHECK(text(trigger->body) == "delete from child where x = old . z ;");
}

TEST_CASE("create table as takes names and types as SQLite does") {
  Replayed run(R"(
    create table t (a varchar(10), b decimal(10, 2), f int, r double, d blob, e);
    create view v as select a as aa, f from t;
  )");
  const auto [query, columns] = GENERATE(table<std::string, std::string>({
      {"select * from t", "a TEXT, b NUM, f INT, r REAL, d, e"},
      {"select a || 'x' x, cast(a as integer) y, count(*) as n, (a) z from t",
       "x, y INT, n, z TEXT"},
      {"select aa, (select f from t) s from v", "aa TEXT, s INT"},
      {"with c as (select a, f from t) select * from c union select 1, 2", "a TEXT, f INT"},
      {"select s.* from (select a q, b from t) as s", "q TEXT, b NUM"},
      {"select x.f, y.* from t x join v y on x.f = y.f where y.aa > 1", "f INT, aa TEXT, f:1 INT"},
      {"select * from t join v using (f)", "a TEXT, b NUM, f INT, r REAL, d, e, aa TEXT"},
      {"select a collate nocase k, rowid from t", "k TEXT, rowid INT"},
      {"values (1, 2)", "column1, column2"},
      {"select * from t natural join v", "a TEXT, b NUM, f INT, r REAL, d, e, aa TEXT"},
      {"with c (p, q) as (select a, f from t) select q, p from c", "q INT, p TEXT"},
      {"with recursive c (n) as (select cast(1 as int) union all select n + 1 from c) "
       "select * from c limit 3",
       "n INT"},
      {"select ((cast(a as varchar(3)))) k, (cast(a as integer)) collate nocase j from t",
       "k TEXT, j INT"},
      {"select (values (1)) z, (select cast(a as real) from t) y", "z, y REAL"},
      {"select null n, current_date d, (a) collate nocase || '' e from t", "n, d, e"},
      {"select 1 as one union select a from t", "one"},
      {"select * from (t join v using (f)) as s", "a TEXT, b NUM, f INT, r REAL, d, e, aa TEXT"},
  }));
  run.block("create table made as " + query + ";");
  INFO(query);
  REQUIRE(run.told() == "");
  std::string made;
  for (const ir::Column& column : run.table("made").columns)
    made += (made.empty() ? "" : ", ") + column.name.text +
            (column.type ? " " + column.type->name : "");
  CHECK(made == columns);
}

TEST_CASE("a step expands to what it stands for") {
  const auto [statement, count, moot] = GENERATE(table<std::string, std::size_t, bool>({
      {"create table if not exists T (a int);", 1, true},
      {"create table if not exists u (a int);", 1, false},
      {"create index if not exists i on t (a);", 1, true},
      {"drop table if exists u;", 1, true},
      {"drop view if exists w;", 1, false},
      {"drop trigger if exists nothing;", 1, true},
      {"create or replace view v as select 1 as a;", 3, false},  // with its trigger
      {"create or replace view other as select 1 as a;", 1, false},
      {"alter table t drop column d;", 1, false},
      // The index, the views v and w, the check, the generated column and its index, the column.
      {"alter table t drop column a cascade;", 7, false},
  }));
  Replayed run(R"(
    create table t (a int, b int, c int as (a + 1), d int, check (a > b));
    create index i on t (a);
    create index on_c on t (c);
    create view v as select a from t;
    create view w as select a from v;
    create trigger r instead of insert on v begin select new.a; end;
  )");
  REQUIRE(run.told() == "");
  INFO(statement);
  const std::vector<ir::Step> steps = run.parse(statement);
  REQUIRE(steps.size() == 1);
  const std::vector<ir::Step> singles = schema::expand(steps.front(), run.schema);
  CHECK(singles.size() == count);
  CHECK(singles.front().moot == moot);
  run.block(statement);
  CHECK(run.told() == "");
}

}  // namespace migc
