#include <catch2/catch.hpp>

#include "tests/unit/dialect/replayed_project.hpp"

namespace migc::test {

namespace {

const std::string two_schemas = R"(upgrade {
  create table events (id int primary key, entry int);
  create table audit.events (id int primary key, what text);
  alter table events add foreign key (entry) references audit.events (id);
  create index by_id on events (entry);
  create index by_id on audit.events (what);
  create view recent as
    select events.id, a.what from events join audit.events a on a.id = events.entry;
  create view audit.recent as select what from audit.events;
  create trigger touch after insert on events begin
    update audit.events set what = 'new' where id = new.entry;
  end;
  create trigger touch after insert on audit.events begin
    delete from public.events where entry = new.id;
  end;
}
downgrade auto;
)";

std::string complaints(const std::string& statements) {
  return ReplayedProject({two_schemas, "upgrade {\n" + statements + "\n}\ndowngrade auto;\n"})
      .complaints();
}

}  // namespace

TEST_CASE("what is in quotes keeps its letter case") {
  const ReplayedProject made({R"(upgrade {
  create table orders (Id int primary key, total int);
  create table "Orders" (id int primary key, "Total" int, total int check (total > "Total"));
  create view sums as select "Total", total as "total2", TOTAL from "Orders";
}
downgrade auto;
)",
                              R"(upgrade {
  alter table "Orders" rename column "Total" to "Sum";
  alter table ORDERS rename column ID to number;
  alter table "Orders" rename to "ORDERS";
}
downgrade auto;
)"});
  REQUIRE(made.complaints() == "");
  CHECK(made.after(2) ==
        "create table \"ORDERS\" ( id int primary key, \"Sum\" int, total int check (total > "
        "\"Sum\") );\n"
        "create table orders ( number int primary key, total int );\n"
        "create view sums as select \"Sum\", total as \"total2\", TOTAL from \"ORDERS\";");
  CHECK(made.back_at(1) == made.after(1));
  CHECK(made.back_at(0) == "");
}

TEST_CASE("each schema has names of its own") {
  const ReplayedProject made({two_schemas, R"(upgrade {
  alter table audit.events rename to log;
  alter table events rename column entry to log_id;
  alter table audit.log rename column what to happened;
}
downgrade auto;
)"});
  REQUIRE(made.complaints() == "");
  CHECK(made.after(2) ==
        "create index audit.by_id on audit.log (happened);\n"
        "create index by_id on events (log_id);\n"
        "create table audit.log ( id int primary key, happened text );\n"
        "create table events ( id int primary key, log_id int, foreign key (log_id) references "
        "audit.log (id) );\n"
        "create trigger touch after insert on audit.log begin delete from public.events where "
        "log_id = new.id; end;\n"
        "create trigger touch after insert on events begin update audit.log set happened = 'new' "
        "where id = new.log_id; end;\n"
        "create view audit.recent as select happened from audit.log;\n"
        "create view recent as select events.id, a.happened from events join audit.log a on a.id = "
        "events.log_id;");
  CHECK(made.back_at(1) == made.after(1));
  CHECK(made.back_at(0) == "");
}

TEST_CASE("each table has names of its own for its triggers") {
  const ReplayedProject made({two_schemas, R"(upgrade {
  alter table audit.events rename to log;
  drop trigger touch on events;
}
downgrade auto;
)",
                              R"(upgrade {
  drop trigger touch on audit.log;
}
downgrade auto;
)"});
  REQUIRE(made.complaints() == "");
  const std::string on_log =
      "create trigger touch after insert on audit.log begin delete from public.events where entry "
      "= new.id; end;";
  CHECK_THAT(made.after(2), Catch::Contains(on_log));
  CHECK_THAT(made.after(3), !Catch::Contains(on_log));
  CHECK(made.back_at(2) == made.after(2));
  CHECK(made.back_at(1) == made.after(1));
  CHECK(made.back_at(0) == "");
}

TEST_CASE("what does not follow the test dialect's rules is reported by its names") {
  const auto [statements, expected] = GENERATE(table<std::string, std::string>({
      {"create view v as select rowid from events;",
       "[rowid] view `v` refers to column `rowid`, which `events` does not have at the end of this "
       "block"},
      {"create index by_key on events (oid);", "[oid] no column `oid` in table `events`"},
      {"create view v as select \"Entry\" from events;",
       "[\"Entry\"] view `v` refers to column `Entry`, which `events` does not have at the end of "
       "this block"},
      {"create table EVENTS (a int);", "[EVENTS] table `EVENTS` already exists"},
      {"create table \"EVENTS\" (a int);", ""},
      {"create table audit.Events (a int);", "[audit.Events] table `audit.Events` already exists"},
      {"create table other.events (a int);", ""},
      {"drop table audit.nothing;", "[audit.nothing] no table or view `audit.nothing`"},
      {"alter table audit.events drop column nothing;",
       "[nothing] no column `nothing` in table `audit.events`"},
      {"create view v as select what from audit.event;",
       "[event] view `v` refers to `audit.event`, which is not a table or view at the end of this "
       "block"},
      {"create view v as select nothing from audit.recent;",
       "[nothing] view `v` refers to column `nothing`, which `audit.recent` does not have at the "
       "end of this block"},
      {"create view v as select public.events.entry, audit.events.what from audit.events join "
       "events on public.events.id = audit.events.id;",
       ""},
      {"drop trigger touch;",
       "[touch] no trigger `touch` -- in Testbase each table names its own triggers: write `drop "
       "trigger touch on TABLE`"},
      {"create trigger touch after delete on events begin delete from audit.events; end;",
       "[touch] trigger `touch` already exists"},
      {"create table sys_t (a int);",
       "[sys_t] `sys_t` begins with `sys_`, which Testbase reserves: choose another name"},
      {"create view v as select name, kind from sys_objects;", ""},
      {"create view v as select x from sys.anything;", ""},
      {"create view v as select rank from events;", ""},  // a word of its own, and no name
      {"create table c (a int references audit.parents (id));",
       "[audit.parents] foreign key of `c` refers to table `audit.parents`, which does not exist "
       "at "
       "the end of this block"},
  }));
  CAPTURE(statements);
  CHECK(complaints(statements) == expected);
}

}  // namespace migc::test
