#include "compiler/schema/replay/replay.hpp"

#include "tests/unit/schema/replayed.hpp"

namespace migc {

namespace {

/// A schema for the cases below to go wrong in.
const char* const devices = R"(
  create table vendors (id integer primary key, name text unique);
  create table devices (
    id integer primary key,
    vendor_id integer references vendors (id),
    serial text not null,
    model text default 'x' collate nocase,
    price numeric(10, 2) constraint positive check (price > 0),
    total numeric generated always as (price * 2),
    constraint one_serial unique (serial, model)
  );
  create index by_model on devices (model);
  create view cheap as select id, serial from devices where price < 10;
  create trigger log_devices after insert on devices begin update devices set model = 'y'; end;
  create type state as enum ('on', 'off');
  create table machines (id integer, state state);
)";

struct Case {
  const char* statement;
  const char* told;
};

void check(const Case& c) {
  Replayed run(devices);
  REQUIRE(run.told() == "");
  run.block(c.statement);
  INFO(c.statement);
  CHECK(run.told() == c.told);
}

}  // namespace

TEST_CASE("a name that is taken, reserved or not there is underlined") {
  check(GENERATE(values<Case>({
      {"create table Devices (a int);", "E0201 [Devices] table `Devices` already exists"},
      {"create view devices as select 1;", "E0201 [devices] table `devices` already exists"},
      {"create index by_model on devices (serial);",
       "E0201 [by_model] index `by_model` already exists"},
      {"create table by_model (a int);",
       "E0201 [by_model] index `by_model` already exists -- tables, views and indexes share one "
       "namespace: give the table another name"},
      {"create index cheap on devices (serial);",
       "E0201 [cheap] view `cheap` already exists -- tables, views and indexes share one "
       "namespace: give the index another name"},
      {"create trigger log_devices after delete on devices begin select 1; end;",
       "E0201 [log_devices] trigger `log_devices` already exists"},
      {"create type state as enum ('a');", "E0201 [state] type `state` already exists"},
      {"alter table devices rename to vendors;", "E0201 [vendors] table `vendors` already exists"},
      {"alter index by_model rename to devices;",
       "E0201 [devices] table `devices` already exists -- tables, views and indexes share one "
       "namespace: give the index another name"},
      {"drop table device;", "E0241 [device] no table or view `device` -- did you mean `devices`?"},
      {"alter table device drop column id;",
       "E0202 [device] no table `device` -- did you mean `devices`?"},
      {"alter table devices drop column seral;",
       "E0203 [seral] no column `seral` in table `devices` -- did you mean `serial`?"},
      {"drop index by_modl;", "E0204 [by_modl] no index `by_modl` -- did you mean `by_model`?"},
      {"drop trigger nothing_like_it;", "E0204 [nothing_like_it] no trigger `nothing_like_it`"},
      {"drop type stat;", "E0204 [stat] no type `stat` -- did you mean `state`?"},
      {"drop sequence s;", "E0204 [s] no sequence `s`"},
      {"drop table cheap;",
       "E0205 [cheap] `cheap` is a view, not a table -- use `drop view cheap`"},
      {"drop view devices;",
       "E0205 [devices] `devices` is a table, not a view -- use `drop table devices`"},
      {"create index i on cheap (id);", "E0205 [cheap] `cheap` is a view, not a table"},
      {"alter table cheap rename to dear;",
       "E0205 [cheap] `cheap` is a view, not a table -- a view cannot be renamed: drop it, and "
       "create it under its new name"},
      {"create table sqlite_a (a int);",
       "E0206 [sqlite_a] `sqlite_a` begins with `sqlite_`, which SQLite reserves: choose another "
       "name"},
  })));
}

TEST_CASE("a table's definition is judged as a whole") {
  check(GENERATE(values<Case>({
      {"create table t (a int, b int, A int);", "E0207 [A] table `t` already has a column `A`"},
      {"alter table devices add column Model text;",
       "E0207 [Model] table `devices` already has a column `Model`"},
      {"alter table devices rename serial to model;",
       "E0207 [model] table `devices` already has a column `model`"},
      {"create table t (a int as (1));",
       "E0209 [t] table `t` has only generated columns: at least one column must hold data"},
      {"create table t (a int primary key, b int primary key);",
       "E0210 [primary key] table `t` has a second primary key: list all key columns in one "
       "`primary key (…)`"},
      {"alter table devices add primary key (serial);",
       "E0210 [primary key (serial)] table `devices` has a second primary key: list all key "
       "columns in one `primary key (…)`"},
      {"create table t (a int primary key autoincrement);",
       "E0211 [primary key autoincrement] autoincrement on `a int`: it needs a single `integer` "
       "column as ascending primary key"},
      {"create table t (a integer primary key desc autoincrement);",
       "E0211 [primary key desc autoincrement] autoincrement on `a integer`: it needs a single "
       "`integer` column as ascending primary key"},
      {"create table t (a integer primary key autoincrement) without rowid;",
       "E0212 [primary key autoincrement] table `t` is without rowid, so its key cannot be "
       "autoincrement: remove one of the two"},
      {"create table t (a int) without rowid;",
       "E0213 [t] table `t` is without rowid, so it needs a primary key"},
      {"create table t (a varchar(10)) strict;",
       "E0214 [varchar(10)] column `a` of a strict table cannot be `varchar(10)`: use int, "
       "integer, real, text, blob or any"},
      {"create table t (a) strict;",
       "E0215 [a] column `a` of a strict table has no type: use int, integer, real, text, blob or "
       "any"},
      {"create table t (x int, a int as (b), b int as (c + 1), c int as (a * x));",
       "E0216 [a] generated column depends on itself: `a` reads `b` reads `c` reads `a`"},
      {"create table t (x int, a int as (a));",
       "E0216 [a] generated column depends on itself: `a` reads `a`"},
      {"create table t (x int, a int as (x) primary key);",
       "E0217 [a] generated column `a` cannot be part of the primary key"},
      {"create table t (x int, a int default 5 as (x));",
       "E0218 [a] generated column `a` cannot have a default: its value comes from its expression"},
      {"create table t (x int, unique (lower(x)));",
       "E0219 [lower(x)] `unique` takes only columns: for an expression, create a unique index"},
      {"create table t (x int constraint c check (x > 1), constraint C unique (x));",
       "E0220 [C] table `t` already has a constraint `C`"},
      {"create table t (x int, y int, foreign key (x, y) references vendors (id));",
       "E0221 [foreign key (x, y) references vendors (id)] foreign key of 2 column(s) refers to 1 "
       "column(s) of `vendors`: the counts must be equal"},
      {"create table t (x varchar(0));",
       "E0222 [varchar(0)] `varchar(0)` cannot take `0`: the minimum is 1"},
      {"create table t (x char(-5));",
       "E0222 [char(-5)] `char(-5)` cannot take `-5`: write a number above zero"},
      {"create table t (x longvarchar(-1), y numeric(5, -2), z datetime(0));", ""},
      {"create table t (x varchar(99999999999999999999));",
       "E0222 [varchar(99999999999999999999)] `varchar(99999999999999999999)` cannot take "
       "`99999999999999999999`: the maximum is 4294967295"},
      {"create table t (x int, primary key (other));",
       "E0203 [other] no column `other` in table `t`"},
      {"create table t (price int, check (prise > 0));",
       "E0203 [prise] no column `prise` in table `t` -- did you mean `price`?"},
      {"create table t (price int, twice int as (prise * 2));",
       "E0203 [prise] no column `prise` in table `t` -- did you mean `price`?"},
      {"create table t (x int, foreign key (other) references vendors);",
       "E0203 [other] no column `other` in table `t`"},
  })));
}

TEST_CASE("an alteration that cannot be is told where it is written") {
  check(GENERATE(values<Case>({
      {"alter table devices drop constraint positiv;",
       "E0223 [positiv] no constraint `positiv` in table `devices` -- did you mean `positive`?"},
      {"alter table machines drop primary key;",
       "E0224 [machines] table `machines` has no primary key"},
      {"alter table devices drop unique (serial);",
       "E0225 [(serial)] no unique constraint over (serial) in table `devices`"},
      {"alter table devices drop foreign key (serial);",
       "E0225 [(serial)] no foreign key over (serial) in table `devices`"},
      {"alter table machines add foreign key (id) references vendors, add foreign key (id) "
       "references "
       "devices, drop foreign key (id);",
       "E0227 [(id)] 2 foreign keys over (id) in table `machines` refer to different tables, and "
       "none has a name: drop and create the table in this block instead"},
      {"alter table devices drop check (price > 1);",
       "E0226 [price > 1] no such check in table `devices`"},
      {"alter table devices alter constraint positive on delete cascade;",
       "E0228 [positive] constraint `positive` of table `devices` is not a foreign key"},
      {"alter table devices alter column serial set not null;",
       "E0229 [serial] column `serial` is already not null: remove this change"},
      {"alter table devices alter column model drop not null;",
       "E0230 [model] column `model` already allows nulls: remove this change"},
      {"alter table devices alter column serial drop default;",
       "E0230 [serial] column `serial` has no default: remove this change"},
      {"alter table devices alter column serial drop as;",
       "E0230 [serial] column `serial` is not generated: remove this change"},
      {"alter table devices alter column id drop autoincrement;",
       "E0230 [id] column `id` is not autoincrement: remove this change"},
      {"alter table devices alter column serial set autoincrement;",
       "E0211 [serial] autoincrement on `serial`, which is not the primary key: it needs a single "
       "`integer` column as ascending primary key"},
      {"alter table devices drop strict;",
       "E0232 [devices] table `devices` is not strict: remove this change"},
      {"alter table machines set without rowid;",
       "E0213 [alter table machines set without rowid] table `machines` is without rowid, so it "
       "needs "
       "a primary key"},
      {"alter table vendors set strict; alter table vendors set strict;",
       "E0231 [vendors] table `vendors` is already strict: remove this change"},
      {"alter table vendors set strict, alter column name type varchar(9);",
       "E0214 [varchar(9)] column `name` of a strict table cannot be `varchar(9)`: use int, "
       "integer, real, text, blob or any"},
      {"alter table devices alter column total set default 5;",
       "E0218 [total] generated column `total` cannot have a default: its value comes from its "
       "expression"},
      {"alter table devices alter column model set not null fill upper(modle);",
       "E0203 [modle] no column `modle` in table `devices` -- did you mean `model`?"},
      {"alter table devices alter column model type text using (select nam from vendors);",
       "E0242 [nam] no column `nam` in any of the tables used here -- did you mean `name`?"},
      {"create table one (a int); alter table one drop column a;",
       "E0233 [a] `a` is the last column of `one` that holds data: drop the table instead"},
      {"alter table devices drop column price;",
       "E0234 [price] column `price` of `devices` is still used: first change what depends on it, "
       "or add `cascade`"},
      {"alter table vendors reorder columns (id);",
       "E0235 [(id)] `reorder columns` leaves out `name`: list every column of `vendors` once"},
      {"alter table vendors reorder columns (name, id, Name);",
       "E0236 [Name] `reorder columns` lists `Name` twice"},
      {"create type t as enum ('a', 'b', 'a');", "E0237 [t] type `t` already has the value 'a'"},
      {"alter type state rename value 'onn' to 'in';",
       "E0238 [alter type state rename value 'onn' to 'in'] type `state` has no value 'onn' -- did "
       "you mean `on`?"},
      {"drop type state;",
       "E0239 [state] type `state` is still used by columns: give them another type first"},
      {"create trigger r instead of insert on devices begin select 1; end;",
       "E0243 [devices] a trigger on a table must be `before` or `after`"},
      {"create trigger r after insert on cheap begin select 1; end;",
       "E0243 [cheap] a trigger on a view must be `instead of`"},
      {"create virtual table words using fts5(word); create trigger r after insert on words begin "
       "select 1; end;",
       "E0244 [words] `words` is a virtual table, which cannot have triggers"},
      {"create virtual table words using fts5(word); create table t as select * from words;",
       "E0245 [t] cannot tell which columns the query gives to `t`: create the table with a list "
       "of columns, and fill it with `insert into … select`"},
  })));
}

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
