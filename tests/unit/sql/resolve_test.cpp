#include "compiler/sql/resolve.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <tuple>

#include "tests/unit/sql/shop.hpp"

using namespace migc;
using namespace migc::schema;
using namespace migc::sql;
using namespace migc::schema::test;

TEST_CASE("valid statements resolve") {
  const std::string sql = GENERATE(
      as<std::string>(),
      // expressions
      "select case when age is null then 'x' else mail end, cast(age as big int), not age from "
      "people",
      "select age between 1 and 2, age in (1, 2), age not in (select id from orders) from people",
      "select name like 'a!_' escape '!', name not glob 'x', mail isnull, mail not null from "
      "people",
      "select age is not distinct from id, age is distinct from 3 from people",
      "select count(*) filter (where age > 1), group_concat(distinct name) from people",
      "select current_timestamp, current_date, true, false, null, x'00', :p, ?1, @q",
      "select name collate nocase as n from people order by n collate binary desc nulls last",
      "select \"no column but a string\" from people",
      "select [note x], `note x`, \"note x\" from orders",
      "select rowid, oid, _rowid_, people.rowid from people",
      "select key, type from left_over order by key desc, type",
      "select e.value from people, json_each(people.name) as e where e.key = age",
      "select anything from some_function(1), people",
      "select 1 where 'ann' in (select name from people) or 3 in tags or 3 in generate_series(1, "
      "2)",
      // windows
      "select sum(age) over w, rank() over (w order by id rows between unbounded preceding and "
      "current row exclude ties) from people window w as (partition by name)",
      "select lag(age, 1) over (partition by name order by id range 5 preceding) from people",
      // sources
      "select p.name, o.total from people as p left outer join orders o on o.person = p.id",
      "select p.name from (people p join orders o on o.person = p.id) where o.total > 1",
      "select id, total from people natural left join orders",
      "select tag, total from tags join orders using (person)",
      "select z.n from (select name as n from people) as z where z.n > 'a'",
      "select n from (select name n from people union all select 'x' from orders) order by n",
      "select column1, column2 from (values (1, 2), (3, 4))",
      "select a.id from people a indexed by i join people b not indexed on a.id = b.id",
      "select main.people.name, temp.t.x from main.people, temp.sqlite_master as t(x)",
      "select name from sqlite_master where tbl_name = 'x' and rootpage > 1",
      "select seq from sqlite_sequence where name = 'people'",
      "select * from 'people' as 'p' where p.age > 1",
      "select called from adults where id = 1 union select n from named where m is null",
      "select name, total from everything",
      "select title, rank, whatever from pages where pages match 'x'", "select whatever from found",
      "select * from information_schema.tables where table_name = 'x'",
      // scopes
      "select name as n from people where n > 'a' group by n having n < 'z' order by n",
      "select (select max(total) from orders where person = people.id and age > 1) from people",
      "select name from people where exists (select 1 from orders where person = people.id)",
      "select name from people order by (select total from orders where person = id)",
      "select name from people union select tag from tags order by tag",
      "select id from people union select id from orders order by 1 limit 2 offset (select 1)",
      "select distinct name from people group by name having count(*) > 1 limit 1, 2",
      "select e.id from people as e where (e.id, e.age) in (select o.id, o.total from orders as o)",
      // WITH
      "with a as (select id as x from people), b(y) as (select x from a) select x, y from a, b",
      "with b as (select x from a), a as (select id as x from people) select x from b",
      "with recursive c(n) as (values (1) union all select n + 1 from c where n < 9) select n from "
      "c",
      "with recursive up as (select id, age from people union all select up.id, p.age from up join "
      "people p on p.id = up.age) select id from up",
      "select (with q as (select age as g from people) select max(g) from q)",
      "with people as (select 1 as only) select only from people",
      "with a as materialized (select 1 as x), b as not materialized (select x from a) select x "
      "from b",
      // changes
      "insert into people (id, name) values (1, 'x'), (2, \"y\") returning id, name as n",
      "insert into people select * from people where true on conflict (mail) where age > 1 do "
      "update "
      "set name = excluded.name, age = age + people.age where excluded.age > 1 on conflict do "
      "nothing",
      "insert or ignore into people as p (id) default values returning p.id",
      "replace into tags (tag) values ('x')",
      "insert into orders (person, total) with q as (select 1 as z) select id, z from people, q",
      "update or replace people set (name, mail) = (select tag, tag from tags where person = id), "
      "age = age + 1 where name > 'a' returning *",
      "update people as p set age = o.total from orders as o join tags t on t.person = o.person "
      "where o.person = p.id",
      "update people indexed by i set age = 1 where id in (select person from orders)",
      "delete from people where id not in (select person from orders) returning name",
      "delete from people as p where p.id = 1 and exists (select 1 from orders where person = "
      "p.id)",
      "with old as (select id from people) delete from orders where person in (select id from old)",
      "insert into pages (pages, rowid, title) values ('delete', 1, 'x')",
      // other dialects
      "select name::varchar(20), age::double precision + 1, mail ->> 'x', name ~* 'a' from people",
      "select extract(year from age), position('a' in name), substring(name from 2 for 3), "
      "trim(both ' ' from name) from people",
      "select date '2020-01-01', interval '1 day', age at time zone 'utc' from people",
      "select percentile_cont(0.5) within group (order by age) from people",
      "select string_agg(name, ',' order by age desc) from people",
      "insert into people (id) values (1) on duplicate key update age = values(age) + 1",
      "select p.id from people p, lateral (select total from orders where person = p.id) o");
  INFO(sql);
  CHECK(complaints(sql).empty());
}

TEST_CASE("a name that nothing answers to is found, and where it was looked for") {
  const auto [sql, expected] = GENERATE(table<std::string, std::string>({
      {"select nme from people", "column nme in people; "},
      {"select name from peple", "relation peple; "},
      {"select x.name from people", "relation x; "},
      {"select people.name from people as p", "relation people; "},
      {"select nme from people, orders", "column nme; "},
      {"select p.nme from people p, orders o", "column nme in people; "},
      {"select name from people where ag > 1", "column ag in people; "},
      {"select name from people group by ag having bg > 1 order by cg",
       "column ag in people; column bg in people; column cg in people; "},
      {"select name from people order by lower(ag)", "column ag in people; "},
      {"select [nme] from people", "column nme in people; "},
      {"select people.\"nme\" from people", "column nme in people; "},
      {"select kee from left_over", "column kee in left_over; "},
      {"select key from people", "column key in people; "},
      {"select rowid from tags", "column rowid in tags; "},
      {"select name from people join orders on persn = total", "column persn; "},
      {"select 1 from people join orders using (persn)",
       "column persn in people; column persn in orders; "},
      {"select (select totl from orders) from people", "column totl; "},
      {"select (select totl from orders)", "column totl in orders; "},
      {"select y from (select name as x from people) as z", "column y in z; "},
      {"select y from (select name as x from people)", "column y; "},
      {"with q(a) as (select 1) select b from q", "column b in q; "},
      {"with q as (select a from people) select 1 from q", "column a in people; "},
      {"select n from named join adults on cald = m", "column cald; "},
      {"select nam from everything", "column nam in everything; "},
      {"select x.* from people", "relation x; "},
      {"select name as n, n from people", "column n in people; "},
      {"select id from people union select id from orders order by nam", "column nam; "},
      {"select sum(id) over (partition by nam order by ag) from people",
       "column nam in people; column ag in people; "},
      {"select count(*) filter (where ag > 1) from people", "column ag in people; "},
      {"select cast(ag as int), case ag when bg then cg end from people",
       "column ag in people; column ag in people; column bg in people; column cg in people; "},
      {"select 1 where 1 in peple", "relation peple; "},
      {"insert into people (nme) values (1)", "column nme in people; "},
      {"insert into people (name) values (nme)", "column nme; "},
      {"insert into people (name) values ('a') on conflict (ml) do update set nme = excluded.nam "
       "where ag > 1",
       "column ml in people; column nme in people; column nam in people; column ag in people; "},
      {"insert into people (name) values ('a') returning nme", "column nme in people; "},
      {"insert into people (name) select nme from orders", "column nme in orders; "},
      {"update people set nme = 1, (agg, mail) = (1, 2) where ag > 1",
       "column nme in people; column agg in people; column ag in people; "},
      {"update people set age = o.totl from orders o where o.persn = people.id",
       "column totl in orders; column persn in orders; "},
      {"delete from peple where nme = 1", "relation peple; "},
      {"delete from people where nme = 1", "column nme in people; "},
      {"insert into aux.nowhere values (1)", ""},
      {"insert into main.nowhere values (1)", "relation nowhere; "},
      {"(select count(*) from peple) = 0", "relation peple; "},
      {"(select count(*) from people where nme is null) = 0", "column nme in people; "},
  }));
  INFO(sql);
  CHECK(complaints(sql) == expected);
}

TEST_CASE("what could have been meant comes along") {
  const auto candidates = [](const std::string& sql) {
    return resolve_statement(tokens(sql), shop()).unresolved.at(0).candidates;
  };
  using Names = std::vector<std::string>;
  CHECK(candidates("select nme from people") == Names{"id", "name", "mail", "age"});
  CHECK(candidates("select p.nme from orders, people p") == Names{"id", "name", "mail", "age"});
  CHECK(candidates("select tagg from tags, (select 1 as one)") == Names{"tag", "person", "one"});
  CHECK(candidates("select q.name from people p, orders") == Names{"p", "orders"});
  CHECK(candidates("select 1 from tag") == shop().names(Space::relation));
  const ir::Expression sql = tokens("select id, nme from people");
  CHECK(resolve_statement(sql, shop()).unresolved.at(0).name.written.begin ==
        sql.tokens.at(3).written.begin);
}

TEST_CASE("uses say which relation a word belongs to") {
  const auto [sql, expected] = GENERATE(table<std::string, std::string>({
      {"select name, people.age from people",
       "people=people name=people.name people=people age=people.age "},
      {"select p.name as age from people p order by age", "people=people name=people.name "},
      {"select name from people order by AGE", "people=people name=people.name AGE=people.age "},
      {"select n from named", "named=named n=named.n "},
      {"select x from (select id as x from people)", "people=people id=people.id "},
      {"select 1 from orders join tags using (person)",
       "orders=orders tags=tags person=orders.person person=tags.person "},
      {"update people set age = 1 where id = 2", "people=people age=people.age id=people.id "},
      {"insert into people (id) values (1) on conflict (id) do update set age = excluded.age",
       "people=people id=people.id id=people.id age=people.age age=people.age "},
      {"select 1 from orders where person in tags",
       "orders=orders person=orders.person tags=tags "},
      {"select whatever from pages", "pages=pages "},
      {"select json_each.value from json_each(1)",
       "json_each=json_each json_each=json_each value=json_each.value "},
  }));
  INFO(sql);
  const ir::Expression expression = tokens(sql);
  CHECK(uses(expression, resolve_statement(expression, shop())) == expected);
}

TEST_CASE("relations are known without a schema") {
  const auto [sql, expected] = GENERATE(table<std::string, std::vector<std::string>>({
      {"select a from T, (select 1 from u as x where x.b in (select c from main.w))",
       {"t", "u", "w"}},
      {"with t as (select 1 from u) select * from t, main.v", {"u", "v"}},
      {"insert into t select a from u; update v set a = (select 1 from w); delete from t;",
       {"t", "u", "v", "w"}},
      {"select 1 where 2 in t", {"t"}},
      {"new.a > (select max(a) from t)", {"t"}},
      {"select 1", {}},
  }));
  CHECK(relations_named(tokens(sql), backends::sqlite::rules()) == expected);
}
