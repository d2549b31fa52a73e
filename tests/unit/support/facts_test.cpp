#include "tests/support/facts.hpp"

#include <catch2/catch.hpp>

#include "tests/support/database.hpp"

using namespace migc::support;

namespace {

Facts facts_of(const std::string& schema) {
  const Database database;
  database.run(schema);
  return read_facts(database.handle());
}

}  // namespace

TEST_CASE("facts see every single change to a schema") {
  const auto [before, after] = GENERATE(table<std::string, std::string>({
      {"create table t (a)", "create table t (b)"},
      {"create table t (a, b)", "create table t (b, a)"},
      {"create table t (a)", "create table u (a)"},
      {"create table t (a varchar(100))", "create table t (a varchar(200))"},
      {"create table t (a integer)", "create table t (a bigint)"},
      {"create table t (a text collate nocase)", "create table t (a text)"},
      {"create table t (a text not null)", "create table t (a text)"},
      {"create table t (a text not null on conflict ignore)", "create table t (a text not null)"},
      {"create table t (a default 1)", "create table t (a default 2)"},
      {"create table t (a default 1)", "create table t (a)"},
      {"create table t (a default 'x')", "create table t (a default 'X')"},
      {"create table t (a default word)", "create table t (a default Word)"},
      {"create table t (a default null)", "create table t (a default 'null')"},
      {"create table t (a default (1 + 2))", "create table t (a default (2 + 1))"},
      {"create table t (a integer primary key autoincrement)",
       "create table t (a integer primary key)"},
      {"create table t (a integer primary key desc)", "create table t (a integer primary key)"},
      {"create table t (a primary key on conflict replace)", "create table t (a primary key)"},
      {"create table t (a, b, primary key (a, b))", "create table t (a, b, primary key (b, a))"},
      {"create table t (a, b, primary key (a, b desc))",
       "create table t (a, b, primary key (a, b))"},
      {"create table t (a unique)", "create table t (a)"},
      {"create table t (a unique on conflict fail)", "create table t (a unique)"},
      {"create table t (a, unique (a collate nocase))", "create table t (a, unique (a))"},
      {"create table t (a constraint c unique)", "create table t (a unique)"},
      {"create table t (a check (a > 0))", "create table t (a check (a > 1))"},
      {"create table t (a check (a <> 'x'))", "create table t (a check (a <> 'X'))"},
      {"create table t (a, check (a > 0))", "create table t (a)"},
      {"create table t (a, constraint c check (a > 0))",
       "create table t (a, constraint d check (a > 0))"},
      {"create table t (a, b as (a * 2))", "create table t (a, b as (a * 3))"},
      {"create table t (a, b as (a * 2) stored)", "create table t (a, b as (a * 2))"},
      {"create table t (a references t on delete cascade)", "create table t (a references t)"},
      {"create table t (a references t on update set null)",
       "create table t (a references t on update set default)"},
      {"create table t (a references t deferrable initially deferred)",
       "create table t (a references t)"},
      {"create table t (a references t match full)", "create table t (a references t)"},
      {"create table t (a, b, foreign key (a, b) references t (a, b))",
       "create table t (a, b, foreign key (a, b) references t (b, a))"},
      {"create table t (a primary key) without rowid", "create table t (a primary key)"},
      {"create table t (a int) strict", "create table t (a int)"},
      {"create table t (a); create index i on t (a)", "create table t (a)"},
      {"create table t (a); create index i on t (a desc)",
       "create table t (a); create index i on t (a)"},
      {"create table t (a); create unique index i on t (a)",
       "create table t (a); create index i on t (a)"},
      {"create table t (a); create index i on t (a collate nocase)",
       "create table t (a); create index i on t (a)"},
      {"create table t (a); create index i on t (a) where a > 0",
       "create table t (a); create index i on t (a) where a > 1"},
      {"create table t (a); create index i on t (lower(a))",
       "create table t (a); create index i on t (upper(a))"},
      {"create table t (a); create table u (a); create index i on t (a)",
       "create table t (a); create table u (a); create index i on u (a)"},
      {"create view v as select 1", "create view v as select 2"},
      {"create view v (a) as select 1", "create view v (b) as select 1"},
      {"create table t (a); create trigger r after insert on t begin select 1; end",
       "create table t (a); create trigger r after insert on t begin select 2; end"},
      {"create table t (a); create trigger r after insert on t begin select 1; end",
       "create table t (a); create trigger r before insert on t begin select 1; end"},
      {"create table t (a); create trigger r after insert on t when new.a begin select 1; end",
       "create table t (a); create trigger r after insert on t begin select 1; end"},
      {"create virtual table f using fts5 (a)", "create virtual table f using fts5 (a, b)"},
      {"create virtual table f using fts5 (a, tokenize = 'porter')",
       "create virtual table f using fts5 (a)"},
  }));
  INFO(before << "\n" << after);
  CHECK(facts_of(before) == facts_of(before));
  CHECK(facts_of(before) != facts_of(after));
  CHECK_FALSE(difference(facts_of(before), facts_of(after)).empty());
}

TEST_CASE("facts do not see how a schema is written") {
  const auto [before, after] = GENERATE(table<std::string, std::string>({
      {"create table t (a VARCHAR( 10 ))", "CREATE TABLE t(\n  a varchar(10)\n)"},
      {"create table t (\"a\" int)", "create table t ([a] int)"},
      {"create table t (a /* , ( */ int -- )\n)", "create table t (a int)"},
      {"create table t (a not null default 1)", "create table t (a default 1 not null)"},
      {"create table t (a default \"x y\")", "create table t (a default 'x y')"},
      {"create table t (a default word)", "create table t (a default 'word')"},
      {"create table t (a default NULL)", "create table t (a default null)"},
      {"create table t (a, b generated always as (a) virtual)", "create table t (a, b as (a))"},
      {"create table t (a, b, check (a > 0), unique (b))",
       "create table t (a, b, unique (b), check (a > 0))"},
      {"create table t (a, check (a > 0) unique (a))",
       "create table t (a, check (a > 0), unique (a))"},
      {"create table t (a, primary key (a)); alter table t add column b int not null default 3",
       "create table t (a, b int default 3 not null, primary key (a))"},
      {"create table u (a); alter table u rename to t", "create table t (a)"},
      {"create table t (a references t on update cascade on delete set null match full)",
       "create table t (a references t match full on delete set null on update cascade)"},
      {"create table t (a, foreign key (a) references t on update cascade on delete set null)",
       "create table t (a, foreign key (a) references t on delete set null on update cascade)"},
      {"create index if not exists main.i on t (a)", "create index i on t (a)"},
      {"create view if not exists v as select  1", "create view v as\nselect 1"},
  }));
  const std::string table = before.find("create index") == 0 ? "create table t (a);" : "";
  CHECK(difference(facts_of(table + before), facts_of(table + after)) == "");
}

TEST_CASE("facts leave out what does not count") {
  const Database database;
  database.run(
      "create table t (a); create table migc_version (version_num); create index i on "
      "migc_version (version_num); create virtual table f using fts5 (a)");
  const Facts facts = read_facts(database.handle(), {"migc_version"});
  REQUIRE(facts.of.size() == 2);
  CHECK(facts.of.contains("table t"));
  CHECK(facts.of.contains("virtual f"));
}

TEST_CASE("a difference names the object and both sides") {
  CHECK(difference(facts_of("create table t (a int)"), facts_of("create table t (a text)")) ==
        "table t: - column 0 a of type int\ntable t: + column 0 a of type text\n");
  CHECK(difference(facts_of("create table t (a)"), facts_of("create table u (a)")) ==
        "table t: - it is missing\ntable u: + it is new\n");
}
