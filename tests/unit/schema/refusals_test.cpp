#include "compiler/schema/replay/replay.hpp"
#include "tests/unit/schema/devices.hpp"

namespace migc {

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

}  // namespace migc
