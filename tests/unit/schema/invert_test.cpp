#include <algorithm>

#include "compiler/schema/replay/replay.hpp"
#include "tests/unit/schema/replayed.hpp"

namespace migc {

namespace {

const char* const base = R"(
  create type state as enum ('on', 'off', 'broken');
  create sequence numbers;
  create table vendors (id integer primary key autoincrement, name text unique on conflict ignore,
                        country text constraint has_country not null default 'de' collate nocase comment 'iso');
  create table devices (
    id integer primary key,
    vendor_id integer constraint of_vendor references vendors (id) on delete cascade
        deferrable initially deferred,
    serial text not null on conflict replace,
    model text default 'x' collate nocase comment 'as sold',
    price numeric(10, 2) constraint positive check (price > 0),
    twice numeric generated always as (price * 2) stored,
    untyped,
    state state default 'on',
    other integer references vendors,
    constraint one_serial unique (serial, model) on conflict ignore,
    unique (price),
    check (price < 1000),
    foreign key (other) references vendors (id) on update set null
  ) comment 'things';
  create table keyed (a text, b text, c text, constraint pk primary key (b desc, a)) without rowid, strict;
  create table odd (id integer primary key desc, v int);
  create index by_model on devices (model desc, lower(serial)) where price > 1;
  create unique index by_untyped on devices (untyped);
  create view cheap as select id, serial as s from devices where price < 10;
  create view cheapest as select s, id from cheap;
  create view all_devices as select * from devices;
  create view models as select model from all_devices;
  create trigger log_devices after update of model on devices when new.price > 1
    begin update vendors set name = new.model where id = old.vendor_id; end;
  create trigger into_cheap instead of insert on cheap begin insert into devices (serial) values (new.s); end;
  create table log (at text, what text);
  create trigger from_log after insert on log begin update devices set model = new.what; end;
  create virtual table words using fts5(word, tokenize = 'porter');
)";

/// Applies each step and, for each applied, keeps its inverse; then the inverses, last first.
void there_and_back(Replayed& run, const std::string& text) {
  std::vector<std::vector<ir::Step>> inverses;
  schema::Created created;
  for (const ir::Step& step : run.parse(text))
    for (const ir::Step& single : schema::expand(step, run.schema)) {
      inverses.push_back(schema::invert(single, run.schema, run.diagnostics, created));
      const bool applied = schema::apply(single, run.schema, run.diagnostics);
      INFO(run.told());
      REQUIRE(applied);
      created.add(single);
    }
  for (auto steps = inverses.rbegin(); steps != inverses.rend(); ++steps)
    for (const ir::Step& step : *steps)
      for (const ir::Step& single : schema::expand(step, run.schema)) {
        const bool applied = schema::apply(single, run.schema, run.diagnostics);
        INFO(run.told());
        REQUIRE(applied);
      }
}

}  // namespace

TEST_CASE("an operation and its inverse leave everything as it was") {
  const std::string text = GENERATE(values<std::string>({
      "create table t (a int);",
      "create table t as select id, serial from devices;",
      "drop table log;",
      "drop table words;",
      "drop table keyed;",
      "alter table devices rename to machines;",
      "alter table words rename to terms;",
      "alter table DEVICES rename to Devices;",
      "alter table vendors rename to makers;",
      "alter table devices add column x int not null default 0;",
      "alter table devices add column x int first;",
      "alter table devices add column x int unique after serial;",
      "alter table devices add column x int references vendors;",
      "alter table log add column id integer primary key first;",
      "alter table log add column id integer constraint pk_log primary key autoincrement;",
      "alter table log drop column at, add column at integer primary key;",
      "alter table keyed drop primary key, add primary key (a, c);",
      "alter table keyed drop primary key, add column id integer primary key, drop column a;",
      "alter table keyed drop primary key, rename to other, add constraint pk primary key (b);",
      "alter table words rename to terms; alter table log set strict, alter column what type blob;",
      "alter table devices add column x int not null fill id * 2;",
      "alter table devices drop column state;",
      "alter table keyed drop column c;",
      "alter table odd drop column v;",
      "alter table log drop column at;",
      "alter table devices drop column model cascade;",
      "alter table devices drop column price cascade;",
      "alter table devices drop column serial cascade;",
      "alter table devices drop column vendor_id cascade;",
      "alter table vendors drop column id cascade;",
      "alter table devices rename column model to label;",
      "alter table devices rename price to cost;",
      "alter table devices rename serial to number;",
      "alter table vendors rename id to vendor;",
      "alter table devices rename Id to ID;",
      "alter table keyed rename a to z;",
      "alter table devices alter column serial type varchar(40);",
      "alter table devices alter column untyped type integer;",
      "alter table devices alter column price type real using price / 2;",
      "alter table devices alter column model set not null fill 'none';",
      "alter table devices alter column serial drop not null;",
      "alter table vendors alter column country drop not null;",
      "alter table devices alter column model set default 'y';",
      "alter table devices alter column untyped set default (1 + 1);",
      "alter table devices alter column model drop default;",
      "alter table devices alter column model set collate binary;",
      "alter table devices alter column serial set collate rtrim;",
      "alter table devices alter column twice set as (price * 3);",
      "alter table devices alter column untyped set as (price * 3);",
      "alter table devices alter column twice drop as;",
      "alter table devices alter column model comment 'other';",
      "comment on column devices.serial is 'new';",
      "comment on table devices is 'other';",
      "comment on table vendors is 'new';",
      "alter table odd drop primary key;",
      "alter table vendors drop primary key;",
      "alter table devices drop primary key;",
      "alter table devices alter column id set autoincrement;",
      "alter table vendors alter column id drop autoincrement;",
      "alter table devices add constraint c check (price <> 5);",
      "alter table devices add check (price <> 5);",
      "alter table devices add check (price > 0);",
      "alter table devices add unique (model, price);",
      "alter table devices add foreign key (untyped) references vendors (id);",
      "alter table log add primary key (at);",
      "alter table devices drop constraint of_vendor;",
      "alter table devices drop constraint positive;",
      "alter table devices drop constraint one_serial;",
      "alter table vendors drop constraint has_country;",
      "alter table devices drop unique (price);",
      "alter table vendors drop unique (name);",
      "alter table devices drop foreign key (vendor_id);",
      "alter table devices drop check (price < 1000);",
      "alter table devices drop check (price > 0);",
      "alter table devices rename constraint positive to above_zero;",
      "alter table devices rename constraint one_serial to unique_serial;",
      "alter table devices alter constraint of_vendor on delete set null on update cascade;",
      "alter table devices alter foreign key (vendor_id) on delete restrict not deferrable;",
      "alter table odd set strict;",
      "alter table keyed drop strict;",
      "alter table keyed drop without rowid;",
      "alter table odd set without rowid;",
      "alter table log reorder columns (what, at);",
      "alter table devices alter price first;",
      "alter table devices alter id after price, alter price first;",
      "create index i on devices (serial);",
      "drop index by_model;",
      "drop index by_untyped;",
      "alter index by_model rename to models_index;",
      "create view v as select 1 as one;",
      "drop view cheap;",
      "create or replace view cheap as select id, 'a' as s from devices;",
      "create trigger r after insert on devices begin select 1; end;",
      "drop trigger log_devices;",
      "create virtual table v using fts5(a);",
      "create type t as enum ('a');",
      "create type t as enum ('a'); drop type t;",
      "alter type state add value 'lent';",
      "alter type state add value 'lent' before 'off';",
      "alter type state rename value 'off' to 'dark';",
      "create sequence s;",
      "drop sequence numbers;",
      "assert (select count(*) from devices) = 0 else 'rows';",
      "create table t (a int); insert into t values (1); alter table t rename to u; delete from u;",
      "alter table log add column n int; with x as (select 1) update log set n = 1, (n) = (2) "
      "where at = '';",
  }));
  Replayed run(base);
  REQUIRE(run.told() == "");
  const schema::Schema::Mark before = run.schema.mark();
  INFO(text);
  there_and_back(run, text);
  CHECK(run.told() == "");
  for (const schema::Schema::Change& change : run.schema.changes_since(before)) {
    INFO(change.id.key);
    const schema::Entry* now = run.schema.find(change.id);
    REQUIRE(now != nullptr);
    REQUIRE(change.before->has_value());
    CHECK(schema::same_definition(now->object, (*change.before)->object));
    CHECK(now->mentions == (*change.before)->mentions);
    const auto* table = std::get_if<ir::Table>(&now->object);
    if (table == nullptr) continue;
    const auto& old = std::get<ir::Table>((*change.before)->object);
    CHECK(table->column_names() == old.column_names());
    for (std::size_t i = 0; i < old.columns.size(); ++i)
      CHECK(table->columns[i].constraints.size() == old.columns[i].constraints.size());
  }
}

TEST_CASE("what has no inverse says so at the statement") {
  const auto [text, told] = GENERATE(table<std::string, std::string>({
      {"insert into log values (1, 2);",
       "E0260 [insert into log values (1, 2)] this `insert` cannot be undone automatically: write "
       "the `downgrade { … }` block, or `downgrade irreversible 'why';`"},
      {"with x as (select 1) delete from log;",
       "E0260 [with x as (select 1) delete from log] this `delete` cannot be undone automatically: "
       "write the `downgrade { … }` block, or `downgrade irreversible 'why';`"},
      {"alter table log add column n int; update log set n = 1, what = 2;",
       "E0260 [update log set n = 1, what = 2] this `update` cannot be undone automatically: write "
       "the `downgrade { … }` block, or `downgrade irreversible 'why';`"},
      {"create table counted (n int constraint counter generated always as identity); alter table "
       "counted drop constraint counter;",
       "E0262 [alter table counted drop constraint counter] no statement undoes this drop of an "
       "identity: write the `downgrade { … }` block, or `downgrade irreversible 'why';`"},
      {"execute $$ create extension x $$;",
       "E0261 [execute $$ create extension x $$] raw SQL cannot be undone automatically: write the "
       "`downgrade { … }` block, or `downgrade irreversible 'why';`"},
  }));
  Replayed run(base);
  there_and_back(run, text);
  CHECK(run.told() == told);
}

TEST_CASE("an inverse may leave dangling what dangled before") {
  Replayed run("allow unresolved_name 'why'; create view v as select a from elsewhere;");
  REQUIRE(run.told() == "");
  const std::vector<ir::Step> drop = run.parse("drop view v;");
  const std::vector<ir::Step> back = schema::invert(drop.front(), run.schema, run.diagnostics);
  run.apply(drop);
  const schema::Schema::Mark begin = run.schema.mark();
  run.apply(back);
  schema::check_block(back, run.schema, begin, run.diagnostics);
  CHECK(run.told() == "");
  CHECK(run.schema.dangling.size() == 1);
}

}  // namespace migc
