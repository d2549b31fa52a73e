#include "compiler/schema/model/schema.hpp"

#include <algorithm>
#include <ctime>

#include "tests/unit/schema/replayed.hpp"

namespace migc {

namespace {

using schema::Id;
using schema::Space;

std::vector<std::string> names(const std::vector<const schema::Entry*>& entries) {
  std::vector<std::string> names;
  for (const schema::Entry* entry : entries) names.push_back(schema::name_of(entry->object).text);
  return names;
}

using Names = std::vector<std::string>;

const Id t{Space::relation, "t"};

}  // namespace

TEST_CASE("who mentions a relation is known in the order of creation") {
  Replayed run(R"(
    create table t (a int primary key, up int references t);
    create index z_index on t (a);
    create view b_view as with x as (select 1) select a from T, x;
    create table child (a int references t);
    create trigger elsewhere after insert on child begin delete from t; end;
    create trigger own before update on t begin select 1; end;
    create table stranger (t int);
  )");
  REQUIRE(run.told() == "");
  CHECK(names(run.schema.dependents(t)) ==
        Names{"t", "z_index", "b_view", "child", "elsewhere", "own"});
  CHECK(run.schema.indexes_of(source::Name{"T"}).size() == 1);
  REQUIRE(run.schema.triggers_of(source::Name{"T"}).size() == 1);
  CHECK(run.schema.triggers_of(source::Name{"T"}).front()->name.text == "own");

  run.apply(run.parse("drop index z_index; drop view b_view; drop trigger elsewhere;"));
  CHECK(names(run.schema.dependents(t)) == Names{"t", "child", "own"});
}

TEST_CASE("a type is mentioned by the tables whose columns have it") {
  Replayed run("create table t (a State); create type state as enum ('a');");
  REQUIRE(run.told() == "");
  CHECK(names(run.schema.dependents({Space::type, "state"})) == Names{"t"});
}

TEST_CASE("a replacement keeps its place and its origin") {
  Replayed run;
  run.schema.set_revision("001");
  run.block("create table t (a int); create table u (a int);");
  run.schema.set_revision("002");
  run.block("alter table t add column b int; alter table t rename to v;");
  REQUIRE(run.told() == "");
  CHECK(names(run.schema.all()) == Names{"v", "u"});
  const schema::Entry* entry = run.schema.find({Space::relation, "v"});
  REQUIRE(entry != nullptr);
  CHECK(entry->created_by == "001");
  CHECK(entry->changed_by == "002");
  CHECK(run.sources.text(entry->created) == "t");
  CHECK(run.schema.find(t) == nullptr);
}

TEST_CASE("the journal leads back to any point") {
  Replayed run("create table t (a int); create view v as select a from t;");
  const schema::Schema::Mark before = run.schema.mark();
  const schema::Object table = run.schema.find(t)->object;
  run.apply(run.parse(R"(
    alter table t rename a to b;
    alter table t rename to u;
    drop view v;
    create table t (x int);
    create table gone (x int);
    drop table gone;
  )"));
  REQUIRE(run.told() == "");

  std::vector<std::string> changed;
  for (const schema::Schema::Change& change : run.schema.changes_since(before))
    changed.push_back((change.before->has_value() ? "had " : "new ") + change.id.key);
  std::sort(changed.begin(), changed.end());
  CHECK(changed == Names{"had t", "had v", "new u"});

  run.schema.undo_to(before);
  CHECK(names(run.schema.all()) == Names{"t", "v"});
  CHECK(schema::same_definition(run.schema.find(t)->object, table));
  CHECK(names(run.schema.dependents(t)) == Names{"v"});
  CHECK(run.schema.dependents({Space::relation, "u"}).empty());
  CHECK(run.schema.changes_since(before).empty());
}

TEST_CASE("what dangles is taken back as well, and ends with the object") {
  Replayed run("create table t (a int);");
  const schema::Schema::Mark before = run.schema.mark();
  run.block("allow unresolved_name 'later'; create view v as select a from elsewhere;");
  REQUIRE(run.told() == "");
  const Id v{Space::relation, "v"};
  CHECK(run.schema.dangling.contains(v));
  const schema::Schema::Mark dangling = run.schema.mark();

  run.block("create table elsewhere (a int);");
  CHECK_FALSE(run.schema.dangling.contains(v));
  run.schema.undo_to(dangling);
  CHECK(run.schema.dangling.contains(v));
  run.block("drop view v;");
  CHECK_FALSE(run.schema.dangling.contains(v));
  run.schema.undo_to(before);
  CHECK(run.schema.dangling.empty());
}

TEST_CASE("definitions are the same when they mean the same") {
  struct Pair {
    bool same;
    const char *one, *other;
  };
  const auto pair = GENERATE(values<Pair>({
      {true, "create table t (a int);", "create  table T(A INT /* x */);"},
      {true, "create table t (a varchar( 10 ));", "create table t (a VARCHAR(10));"},
      {false, "create table t (a varchar(10));", "create table t (a varchar(11));"},
      {false, "create table t (a int);", "create table t (a integer);"},
      {false, "create table t (a int, b int);", "create table t (b int, a int);"},
      {true, "create table t (a int unique not null);",
       "create table t (a int not null, unique (a));"},
      {false, "create table t (a int unique);", "create table t (a int, constraint u unique (a));"},
      {true, "create table t (a int primary key);", "create table t (a int, primary key (a));"},
      {false, "create table t (a integer primary key desc);",
       "create table t (a integer, primary key (a desc));"},
      {true, "create table t (a int references p on delete no action);",
       "create table t (a int, foreign key (a) references p);"},
      {false, "create table t (a int references p);",
       "create table t (a int references p on delete cascade);"},
      {false, "create table t (a int references p);",
       "create table t (a int references p deferrable initially deferred);"},
      {true, "create table t (a int, check (a > 1), check (a < 9));",
       "create table t (a int, check (a < 9), check (A > 1));"},
      {false, "create table t (a int, check (a > 1), check (a > 1));",
       "create table t (a int, check (a > 1), check (a < 9));"},
      {false, "create table t (a int default 1);", "create table t (a int default 2);"},
      {false, "create table t (a text default 'a');", "create table t (a text default 'A');"},
      {true, "create table t (a int null);", "create table t (a int);"},
      {false, "create table t (a int not null);",
       "create table t (a int not null on conflict ignore);"},
      {true, "create table t (a int not null on conflict abort);",
       "create table t (a int not null);"},
      {false, "create table t (a int collate nocase);", "create table t (a int);"},
      {true, "create table t (a int, b as (a));", "create table t (a int, b as (a) virtual);"},
      {false, "create table t (a int, b as (a));", "create table t (a int, b as (a) stored);"},
      {false, "create table t (a int) strict;", "create table t (a int);"},
      {false, "create table t (a int primary key) without rowid;",
       "create table t (a int primary key);"},
      {true, "create index i on t (a asc, b);", "create index I on T (\"a\", b);"},
      {false, "create index i on t (a);", "create unique index i on t (a);"},
      {false, "create index i on t (a);", "create index i on t (a collate nocase);"},
      {false, "create index i on t (a);", "create index i on t (a) where a > 1;"},
      {true, "create view v as select a from t;", "create view v as SELECT  A from t -- x\n;"},
      {true, "create view v as select a from t;", "create view v as select \"a\" from [T];"},
      {false, "create view v as select null from t;", "create view v as select \"null\" from t;"},
      {false, "create view v as select a from t;", "create view v as select 'a' from t;"},
      {false, "create view v as select a from t;", "create view v (a) as select a from t;"},
      {true, "create trigger r insert on t begin select 1; end;",
       "create trigger r before insert on t for each row begin select 1; end;"},
      {false, "create trigger r after insert on t begin select 1; end;",
       "create trigger r before insert on t begin select 1; end;"},
      {false, "create type e as enum ('a', 'b');", "create type e as enum ('b', 'a');"},
  }));
  const auto object = [](const char* text) -> schema::Object {
    Replayed run;
    const std::vector<ir::Step> steps = run.parse(text);
    REQUIRE(run.told() == "");
    REQUIRE(steps.size() == 1);
    const ir::Operation& op = steps.front().operation;
    if (const auto* table = std::get_if<ir::CreateTable>(&op)) return table->table;
    if (const auto* index = std::get_if<ir::CreateIndex>(&op)) return index->index;
    if (const auto* view = std::get_if<ir::CreateView>(&op)) return view->view;
    if (const auto* trigger = std::get_if<ir::CreateTrigger>(&op)) return trigger->trigger;
    return std::get<ir::CreateEnum>(op).type;
  };
  INFO(pair.one << "\n" << pair.other);
  CHECK(schema::same_definition(object(pair.one), object(pair.other)) == pair.same);
  CHECK(schema::same_definition(object(pair.other), object(pair.one)) == pair.same);
}

TEST_CASE("a step costs what it touches, not what there is") {
  Replayed run;
  std::string text;
  constexpr int tables = 10'000;
  for (int i = 0; i < tables; ++i)
    text += fmt::format("create table t{0} (id integer primary key, a varchar(10) not null);\n", i);
  const std::vector<ir::Step> creates = run.parse(text);
  text.clear();
  for (int i = 0; i < tables; ++i)
    text += fmt::format("alter table t{} alter column a type varchar(20);\n", i);
  const std::vector<ir::Step> alters = run.parse(text);
  REQUIRE(alters.size() == tables);
  run.apply(creates);

  const schema::Schema::Mark begin = run.schema.mark();
  const std::clock_t start = std::clock();  // of this process: others may be at work, too
  const std::vector<ir::Step> applied = run.apply(alters);
  schema::check_block(alters, run.schema, begin, run.diagnostics);
  const double took = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  REQUIRE(applied.size() == tables);
  REQUIRE(run.told() == "");
  WARN(fmt::format("10,000 alterations of 10,000 tables: {:.3f} s", took));
  CHECK(took < 5);  // a step over all tables each would take minutes
}

}  // namespace migc
