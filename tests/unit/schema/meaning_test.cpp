#include "compiler/ir/text.hpp"
#include "tests/unit/schema/replayed.hpp"

/// Names and places that come to mean something else, which no database notices.
namespace migc {

namespace {

const char* const world = R"(
  create table people (id integer primary key, name text, kind text);
  create table pets (id2 integer primary key, breed text, sort text, unique (breed));
  create table log (n int, m text);
  create table other (n int, m text);
  create index by_name on people (name);
  create view with_pets as select id from people where exists (select 1 from pets where kind = 'a');
  create view pairs as select name, breed from people, pets;
  create view listed (a, b) as select * from log;
  create view both as select * from log union all select * from other;
  create view fast as select name from people indexed by by_name;
  create view twice as select * from pairs;
  create view ordered as select * from other order by 2;
  create view named_with as with c as (select n from other) select n from c;
  create trigger logs after insert on people begin insert into log values (new.id, new.name); end;
  create trigger breeds after insert on people begin
    insert into pets (breed) values (new.name) on conflict (breed) do update set sort = excluded.sort;
  end;
)";

struct Meaning {
  const char* statements;
  const char* ids;  ///< Of all that is told.
};

std::string ids_of(const Replayed& run) {
  std::string ids;
  for (const diagnostics::Diagnostic& said : run.diagnostics.all())
    ids += std::string(said.id) + " ";
  return ids;
}

}  // namespace

TEST_CASE("what comes to mean something else is told") {
  const Meaning c = GENERATE(values<Meaning>({
      // a name that another table has, too, or first
      {"alter table pets add column kind text;", "E0280 "},
      {"alter table pets rename column sort to kind;", "E0280 "},
      {"alter table people add column breed text;", "E0270 "},
      {"alter table people rename column kind to breed;", "E0280 E0270 "},
      {"alter table people rename column kind to sort;", "E0280 "},
      // places
      {"alter table log reorder columns (m, n);", "E0281 E0281 E0281 "},
      {"alter table log reorder columns (m, n); alter table other reorder columns (m, n);",
       "E0281 E0281 E0281 "},
      {"alter table log add column z int; alter table other add column z int;", "E0275 E0271 "},
      {"alter table log add column z int;", "E0275 E0274 E0271 "},
      {"alter table log drop column m; alter table log add column z int;", "E0281 E0281 E0281 "},
      {"alter table log rename column m to z;", ""},
      {"alter table log rename to book; alter table book rename column m to z;", ""},
      {"drop view listed; drop view both; drop trigger logs; alter table log reorder columns (m, "
       "n);",
       ""},
      {"alter table log reorder columns (m, n); drop view both; create or replace view listed (a, "
       "b) "
       "as select n, m from log; drop trigger logs; create trigger logs after insert on people "
       "begin "
       "insert into log values (new.name, new.id); end;",
       ""},
      // made by the block itself, before the change
      {"drop view both; drop view listed; drop trigger logs; create view listed (a, b) as select * "
       "from log; alter table log reorder columns (m, n);",
       "E0281 "},
      // keys and indexes
      {"alter table pets drop unique (breed);", "E0277 "},
      {"drop index by_name;", "E0278 "},
      {"drop index by_name; create index by_name on people (name) where id > 3;", "E0279 "},
      {"drop index by_name; create index by_name on people (kind);", ""},
      {"alter table pets alter column sort set as (breed);", "E0276 "},
      {"alter table people rename to persons;", ""},
      {"drop view both; alter table other reorder columns (m, n);", "E0281 "},
      {"drop view both; alter table other rename to c;", "E0280 "},
  }));
  Replayed run(world);
  REQUIRE(run.told() == "");
  run.block(c.statements);
  INFO(c.statements << "\n" << run.told());
  CHECK(ids_of(run) == c.ids);
}

TEST_CASE("values are counted") {
  const Meaning c = GENERATE(values<Meaning>({
      {"insert into log values (1, 'a');", ""},
      {"insert into log values (1);", "E0271 "},
      {"insert into log values (1, 'a'), (2);", "E0273 "},
      {"insert into log (n) values (1, 'a');", "E0272 "},
      {"insert into log select * from other;", ""},
      {"insert into log select * from people;", "E0271 "},
      {"insert into log select n from other union select n, m from other;", "E0274 E0271 "},
      {"with c (a) as (select * from log) insert into log select a, a from c;", "E0275 "},
      {"update log set n = (select id from people p, people q limit 1);", "E0270 "},
      {"insert into log select * from people a join people b using (id) order by id;", "E0271 "},
  }));
  Replayed run(world);
  run.block(c.statements);
  INFO(c.statements << "\n" << run.told());
  CHECK(ids_of(run) == c.ids);
}

TEST_CASE("what stands in double quotes and is no column becomes a text") {
  Replayed run(R"(
    create table t (id integer primary key, a text check (a <> "b" and "a" <> "c" and rowid > 0));
    create view v as select "a", "x" as "y" from t where a = "z" order by "y";
    create trigger g after insert on t when new."a" = "q" begin
      update t set "a" = "r" where "id" = 1;
    end;)");
  REQUIRE(run.told() == "");
  const auto text = [](const ir::Expression& expression) {
    std::string all;
    for (const ir::Token& token : expression.tokens) all += ir::text_of(token) + " ";
    return all;
  };
  const auto& table = *run.schema.table({"t", false, {}, {}});
  CHECK(text(table.columns[1].find<ir::Check>()->condition) ==
        "a <> 'b' and \"a\" <> 'c' and id > 0 ");
  CHECK(text(run.schema.view({"v", false, {}, {}})->query) ==
        "select \"a\" , 'x' as \"y\" from t where a = 'z' order by \"y\" ");
  const auto& trigger = *run.schema.trigger({"g", false, {}, {}});
  CHECK(text(*trigger.when) == "new . \"a\" = 'q' ");
  CHECK(text(trigger.body) == "update t set \"a\" = 'r' where \"id\" = 1 ; ");
  CHECK(run.schema.doubtful.empty());
}

}  // namespace migc
