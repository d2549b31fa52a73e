#include "compiler/sql/resolve.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <tuple>

#include "tests/unit/schema/sql_model.hpp"

using namespace migc;
using namespace migc::schema;
using namespace migc::sql;
using namespace migc::schema::test;

namespace {

const Schema& shop() {
  static const Schema schema = schema_of(R"(
    create table people (id integer primary key, name text, mail text unique, age int);
    create table orders (id integer primary key, person references people (id), total, "note x");
    create table tags (tag text primary key, person int) without rowid;
    create index i on people (age);
    create unique index by_mail on people (mail);
    create table left_over (a, key, type);
    create virtual table pages using fts5(title, body);
    create view adults as select id, name as called from people where age > 17;
    create view named(n, m) as select name, mail from people;
    create view everything as select p.*, o.total from people p join orders o on o.person = p.id;
    create view found as select * from pages;)");
  return schema;
}

/// Each use as `word=relation` or `word=relation.column`.
std::string uses(const ir::Expression& expression, const Resolution& found) {
  std::string all;
  for (const Use& use : found.uses)
    all += expression.tokens.at(use.token).text + "=" + use.relation +
           (use.column.empty() ? "" : "." + use.column) + " ";
  return all;
}

std::string unresolved(const std::vector<Unresolved>& missing) {
  std::string all;
  for (const Unresolved& each : missing)
    all += (each.what == Unresolved::What::relation ? "relation " : "column ") + each.name.text +
           (each.relation.empty() ? "" : " in " + each.relation) + "; ";
  return all;
}

std::string complaints(const std::string& sql) {
  return unresolved(resolve_statement(tokens(sql), shop()).unresolved);
}

}  // namespace

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

TEST_CASE("the columns of a view are called as SQLite calls them") {
  const std::string sql = GENERATE(
      as<std::string>(), "select * from people", "select ID, people.NAME as N, \"age\" from people",
      "select p.*, o.* from people p join orders o on o.person = p.id",
      "select * from orders join tags using (person)", "select * from orders natural join tags",
      "select name, name, name as x, age + 1, count(*), 'it''s', \"name\" from people",
      "select rowid, orders.oid from orders", "values (1, 'a')",
      "select name from people union select tag from tags",
      "with q as (select age as a, 1 from people) select * from q",
      "with q(x, y) as (select 1, 2) select q.* from q, people",
      "select called c, adults.id from adults", "select * from named, adults",
      "select (id), ((people.name)) from people", "select people.* , 1 as [one] from people",
      "select * from (people p join tags t on t.person = p.id) as z",
      "select current_date, true, id as 'text' from people");
  INFO(sql);
  Database database;
  REQUIRE_FALSE(database.run(R"(
    create table people (id integer primary key, name text, mail text unique, age int);
    create table orders (id integer primary key, person references people (id), total, "note x");
    create table tags (tag text primary key, person int) without rowid;
    create view adults as select id, name as called from people where age > 17;
    create view named(n, m) as select name, mail from people;)"));
  REQUIRE_FALSE(database.run("create view v as " + sql));
  const auto columns =
      view_columns(std::get<ir::View>(database.objects().back()), database.schema());
  REQUIRE(columns);
  CHECK(*columns == database.strings("select name from pragma_table_info('v')"));
}

TEST_CASE("a view over what is not known has no known columns, unless it names them") {
  const auto columns = [](const std::string& sql) {
    const Object view = *DefinitionReader(sql).read();
    return view_columns(std::get<ir::View>(view), shop());
  };
  CHECK_FALSE(columns("create view v as select * from pages"));
  CHECK_FALSE(columns("create view v as select * from found"));
  CHECK_FALSE(columns("create view v as select * from nowhere"));
  CHECK(columns("create view v as select title from pages")->size() == 1);
  CHECK(columns("create view v (a, b) as select * from pages")->size() == 2);
}

TEST_CASE("a trigger sees the rows of its event") {
  const auto [sql, expected] = GENERATE(table<std::string, std::string>({
      {"after insert on people when new.age > 1 begin select new.name; end", ""},
      {"after insert on people begin select old.name; end", "relation old; "},
      {"after delete on people begin select new.name, old.age; end", "relation new; "},
      {"after update on people when old.nme is null begin select new.ag; end",
       "column nme in people; column ag in people; "},
      {"after update of age, nme on people begin select 1; end", "column nme in people; "},
      {"after update on people when age > 1 begin select 1; end", "column age; "},
      {"after update on people begin insert into people (name) values (age); end", "column age; "},
      {"instead of insert on adults begin insert into people (name) values (new.called); end", ""},
      {"instead of insert on adults begin insert into people (name) values (new.name); end",
       "column name in adults; "},
      {"after insert on nowhere begin select new.a; end", "relation nowhere; "},
      {"after insert on people begin select raise(abort, 'x'), raise(ignore); end", ""},
      {"after insert on people begin select raise(abort, new.name || nme) from people; end",
       "column nme in people; "},
      {"after insert on people begin update orders set totl = 1; delete from order_s; end",
       "column totl in orders; relation order_s; "},
      {"after insert on pages begin select new.anything; end", ""},
  }));
  INFO(sql);
  const Object trigger = *DefinitionReader("create trigger r " + sql).read();
  CHECK(unresolved(unresolved_in(trigger, shop())) == expected);
}

TEST_CASE("what does not resolve in tables and indexes") {
  const auto [sql, expected] = GENERATE(table<std::string, std::string>({
      {"create table t (a check (a > b), c as (d + 1), check (t.e > 0))",
       "column b in t; column d in t; column e in t; "},
      {"create table t (a, b default c, d default (1), e text default \"x\")", ""},
      {"create table t (a, primary key (a, x), unique (y collate nocase), foreign key (z) "
       "references people)",
       "column x in t; column y in t; column z in t; "},
      {"create table t (a references peple, b references people (nme), c references t (x))",
       "relation peple; column nme in people; column x in t; "},
      {"create table t (a references t (a), b references t)", ""},
      {"create table t (a references adults (id), b references pages)", ""},
      {"create index i on people (name, lower(nme) desc) where ag > 1",
       "column nme in people; column ag in people; "},
      {"create index i on people ('name', 'nme', \"mail\")", "column nme in people; "},
      {"create index i on peple (name)", "relation peple; "},
      {"create index i on adults (id)", ""},
  }));
  INFO(sql);
  CHECK(unresolved(unresolved_in(*DefinitionReader(sql).read(), shop())) == expected);
}

TEST_CASE("what names a column") {
  const auto [sql, column, expected] = GENERATE(table<std::string, std::string, bool>({
      {"create table people (id integer primary key, name check (age > 0), age)", "age", true},
      {"create table people (id integer primary key, name, age check (age > 0))", "age", false},
      {"create table people (id integer primary key, age references people (id))", "age", false},
      {"create table people (id, age, foreign key (age) references orders)", "age", true},
      {"create table people (id, age references people (age), a references people (age))", "age",
       true},
      {"create table people (id, age, unique (id, age))", "age", true},
      {"create table people (id, age primary key)", "age", true},
      {"create table people (id, age, x as (age + 1))", "age", true},
      {"create table people (id, age, x default age)", "age", false},
      {"create table t (a references people (age))", "age", true},
      {"create table t (a references people)", "id", true},
      {"create table t (a references people)", "age", false},
      {"create table t (age references orders (id), check (age > 0))", "age", false},
      {"create index i on people (lower(age))", "age", true},
      {"create index i on people (name) where age > 1", "age", true},
      {"create index i on orders (id)", "id", false},
      {"create view v as select * from people", "age", false},
      {"create view v as select * from people where age > 1", "age", true},
      {"create view v as select 1 as age from orders order by age", "age", false},
      {"create view v as select id from adults", "id", false},
      {"create view v as select 1 from people join orders using (id)", "id", true},
      {"create trigger r after insert on orders begin update people set age = 1; end", "age", true},
      {"create trigger r after insert on orders begin insert into people (age) values (1); end",
       "age", true},
      {"create trigger r after insert on orders begin insert into people values (1, 2, 3, 4); end",
       "age", false},
      {"create trigger r after insert on people when new.age > 1 begin select 1; end", "age", true},
      {"create trigger r after update of age on people begin select 1; end", "age", true},
      {"create trigger r after update of total on orders begin select 1; end", "age", false},
      {"create virtual table f using fts5(age)", "age", false},
  }));
  INFO(sql);
  CHECK(names_column(*DefinitionReader(sql).read(), Name{"People"}, Name{column}, shop()) ==
        expected);
}

TEST_CASE("a rename quotes a name that cannot stand bare, and keeps quotes that were there") {
  const auto [from, to, expected_quotes] =
      GENERATE(table<std::string, Name, std::string>({{"age", Name{"years"}, "bare"},
                                                      {"\"age\"", Name{"years"}, "\""},
                                                      {"[age]", Name{"years"}, "["},
                                                      {"age", Name{"order"}, "\""},
                                                      {"age", Name{"the age"}, "\""},
                                                      {"age", Name{"2nd"}, "\""},
                                                      {"age", Name{"Years", true}, "\""}}));
  const ir::View view{.name = {"v"}, .query = tokens("select " + from + " from people")};
  const auto renamed =
      std::get<ir::View>(with_column_renamed(view, Name{"people"}, Name{"age"}, to, shop()));
  const ir::Token& token = renamed.query.tokens.at(1);
  CHECK(token.text == to.text);
  CHECK((token.kind == ir::Token::Kind::word ? "bare" : std::string(1, token.quote)) ==
        expected_quotes);
  CHECK(token.written.begin == view.query.tokens.at(1).written.begin);
}

TEST_CASE("nesting has an end, and nothing grows faster than the text") {
  const auto repeated = [](const std::string& part, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += part;
    return text;
  };
  const std::size_t deep = 20000, many = 20000;
  const auto start = std::chrono::steady_clock::now();
  for (const std::string& sql : {
           "select " + repeated("(", deep) + "nme" + repeated(")", deep) + " from people",
           repeated("select (", deep) + "1" + repeated(")", deep),
           "select 1 from " + repeated("(", deep) + "people" + repeated(")", deep),
           "select case " + repeated("when age then (id) ", many) + "end from people",
           "select 1 " + repeated("union select age from people ", many) + "order by age",
           "select 1 from people " + repeated(", people", many),
           "select 1 from people where age in (" + repeated("1, ", many) + "2)",
           "select " + repeated("age, ", many) + "id from people",
           "with a as (select 1)" + repeated(", b as (select 2)", many) + " select 1 from a",
           repeated("insert into people (id) values (1); ", many),
       })
    CHECK(complaints(sql).empty());
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

TEST_CASE("views within views end") {
  Schema schema = schema_of("create table t (a); create view v0 as select * from t");
  for (int i = 1; i < 400; ++i) {
    const std::string before = "v" + std::to_string(i - 1);
    ir::View view{.name = {"v" + std::to_string(i)},
                  .query = tokens("select x.*, y.* from " + before + " x, " + before + " y")};
    schema.put(view);
  }
  CHECK(resolve_statement(tokens("select a from v399"), schema).unresolved.empty());
  schema.put(ir::View{.name = {"p"}, .query = tokens("select * from q")});
  schema.put(ir::View{.name = {"q"}, .query = tokens("select * from p")});
  CHECK(resolve_statement(tokens("select a from p"), schema).unresolved.empty());
}
