#include <catch2/catch.hpp>
#include <tuple>

#include "compiler/schema/resolve.hpp"
#include "tests/unit/schema/spelled.hpp"
#include "tests/unit/schema/sql_model.hpp"

using namespace migc;
using namespace migc::schema;
using namespace migc::schema::test;

namespace {

std::string quoted(const std::string& name) { return '"' + name + '"'; }

/// The model after a rename of `t`, or of its column where there is one.
std::vector<Object> renamed(const std::vector<Object>& objects, const Schema& schema,
                            const std::string& column, const std::string& to) {
  std::vector<Object> all;
  for (const Object& object : objects)
    all.push_back(column.empty()
                      ? with_relation_renamed(object, Name{"t"}, Name{to}, schema)
                      : with_column_renamed(object, Name{"t"}, Name{column}, Name{to}, schema));
  return all;
}

std::string spelled(const std::vector<Object>& objects) {
  std::string all;
  for (const Object& object : objects) all += Spelled::of(object) + '\n';
  return all;
}

std::size_t dangling(const std::vector<Object>& objects) {
  Schema schema;
  for (const Object& object : objects) schema.put(object);
  std::size_t count = 0;
  for (const Object& object : objects) count += unresolved_in(object, schema).size();
  return count;
}

}  // namespace

// SQLite is the judge: it renames in a database of its own, and what its schema table then says is what
// the model must say. A rename that it refuses must leave something unresolved in the model.
TEST_CASE("renames read as SQLite's own do") {
  const auto [definitions, column, to] = GENERATE(table<std::string, std::string, std::string>({
      {R"(create view v as select * from t join u using (a))", "a", "b"},
      {R"(create view v as select a from t join u using (a))", "a", "b"},
      {R"(create view v as select t.a from t join u on t.a=u.a)", "a", "b"},
      {R"(create view v as select a from (select a from t))", "a", "b"},
      {R"(create view v as select a from (select * from t))", "a", "b"},
      {R"(create view v as with q as (select a from t) select a from q)", "a", "b"},
      {R"(create view v as with q(a) as (select a from t) select a from q)", "a", "b"},
      {R"(create view v as with recursive q(a) as (select a from t union select a+1 from q) select a from q)", "a", "b"},
      {R"(create view v as select a as z from t order by a)", "a", "b"},
      {R"(create view v as select c as a from t order by a)", "a", "b"},
      {R"(create view v as select c as a from t order by a+1)", "a", "b"},
      {R"(create view v as select c as a from t group by a)", "a", "b"},
      {R"(create view v as select c as a from t where a > 1)", "a", "b"},
      {R"(create view v as select a from t order by a)", "a", "b"},
      {R"(create view v as select a from t union select e from u order by a)", "a", "b"},
      {R"(create view v as select e from u union select a from t order by a)", "a", "b"},
      {R"(create view v as select a from t union select e from u order by 1)", "a", "b"},
      {R"(create view v as select x.a from t as x)", "", "n"},
      {R"(create view v as select t.a from t as t)", "", "n"},
      {R"(create view v as select t.a, main.t.c from t)", "", "n"},
      {R"(create view v as select t.a, main.t.c from main.t)", "", "n"},
      {R"(create view v as select (select t.a) from t)", "", "n"},
      {R"(create view v as select 1 from u where a in t)", "", "n"},
      {R"(create view v as select 1 from u where a in (select a from t where t.a=u.a))", "", "n"},
      {R"(create view v as select t.* from t)", "", "n"},
      {R"(create view v as with t as (select 1 as a) select t.a from t)", "", "n"},
      {R"(create view v as with q as (select 1 as a from t) select q.a from q)", "", "n"},
      {R"(create view v as select "a", "zz", t."a", [a], `a` from t)", "a", "b"},
      {R"(create view v as select 'a' from 't')", "", "n"},
      {R"(create view v as select a as 'a' from t)", "a", "b"},
      {R"(create view v as select a from t; create view v2 as select a from v)", "a", "b"},
      {R"(create view v as select a as a from t; create view v2 as select a from v)", "a", "b"},
      {R"(create view v as select * from t; create view v2 as select a from v)", "a", "b"},
      {R"(create view v as select * from t; create view v2 as select c from v)", "a", "b"},
      {R"(create view v(a) as select a from t; create view v2 as select a from v)", "a", "b"},
      {R"(create view v as select count(*) over wn from t window wn as (partition by a order by t.a))", "a", "b"},
      {R"(create view v as select sum(c) filter (where a>1) over (order by a) from t)", "a", "b"},
      {R"(create view v as select c from t where exists (select 1 from w where w.x = a))", "a", "b"},
      {R"(create view v as select 1 from t left join u on t.a=u.a and c=e group by t.a having max(t.a)>1 limit 3)", "a", "b"},
      {R"(create trigger r after update of a, c on t when new.a > old.a begin update t set a = a + 1, (a,c) = (1,2) where a = new.a; end)", "a", "b"},
      {R"(create trigger r after insert on u begin insert into t(a,c) values (new.a, 1); end)", "a", "b"},
      {R"(create trigger r after insert on u begin insert into t(a,c) select a, e from u where u.a = new.a; end)", "a", "b"},
      {R"(create unique index i on t(a); create trigger r after insert on u begin insert into t(a) values (1) on conflict (a) where a > 0 do update set a = excluded.a + t.a where a > excluded.c; end)", "a", "b"},
      {R"(create unique index i on t(a); create trigger r after insert on u begin insert into t(a) values (1) on conflict (a) where a > 0 do update set a = excluded.a + t.a where a > excluded.c; end)", "", "n"},
      {R"(create trigger r after insert on u begin delete from t where a = new.a; end)", "a", "b"},
      {R"(create trigger r after insert on u begin delete from t where t.a = new.a and exists(select 1 from t as z where z.a = t.a); end)", "", "n"},
      {R"(create trigger r after insert on u begin update t set c = u.e from u where u.a = t.a; end)", "", "n"},
      {R"(create trigger r after insert on u begin update t set c = u.e from u where u.a = t.a; end)", "a", "b"},
      {R"(create trigger r after insert on u begin update t set c = (select e from u where u.a = t.a) where a > 1; end)", "a", "b"},
      {R"(create view v as select a from t; create trigger r instead of insert on v begin insert into t(a) values (new.a); end)", "a", "b"},
      {R"(create view v as select a as q from t; create trigger r instead of update of q on v begin insert into t(a) values (new.q); end)", "a", "b"},
      {R"(create view v as select a as q from t; create trigger r instead of update of q on v begin insert into t(a) values (new.q); end)", "", "n"},
      {R"(create trigger r after insert on u begin with z as (select 1) select a from t; end)", "a", "b"},
      {R"(create trigger r after insert on t begin select raise(abort, a) from t; end)", "a", "b"},
      {R"(create trigger r after insert on t begin select case when new.a is null then raise(abort, "a") end; end)", "a", "b"},
      {R"(create index i on t(a, lower(a) collate nocase desc) where a > 1 and t.c = 2)", "a", "b"},
      {R"(create index i on t(a, lower(a) collate nocase desc) where a > 1 and t.c = 2)", "", "n"},
      {R"(create index i on t('a'))", "a", "b"},
      {R"(create trigger r after insert on u begin insert into t values (1,2,3); replace into t(a) values (2); end)", "a", "b"},
      {R"(create view v as select a b2, (select max(a) from t as t2 where t2.c = t.c) from t)", "a", "b"},
      {R"(create view v as select a from t where a in (select a from u))", "a", "b"},
      {R"(create view v as select a from w, t)", "a", "b"},
      {R"(create view v as select t.a from (t join w on x = c))", "a", "b"},
      {R"(create view v as select t.a from (t join w on x = c))", "", "n"},
      {R"(create view v as select z.a from (t join w on x = c) as z)", "a", "b"},
      {R"(create view v as select c, a as z from t where z > 1 and a < 3 group by z, a order by z, a)", "a", "b"},
      {R"(create view v as values (1,2) union select a, c from t)", "a", "b"},
      {R"(create view v as select json_each.value from t, json_each(t.a))", "a", "b"},
      {R"(create view v as select json_each.value from t, json_each(t.a))", "", "n"},
      {R"(create view v as with t as (select a from main.t) select a from t)", "a", "b"},
      {R"(create view v as with q as (select * from p), p as (select a z from t) select z from q)", "a", "b"},
      {R"(create view v as select a from t union all select a from t order by a, 1)", "a", "b"},
      {R"(create view v as select a from t union all select a from t order by a collate nocase desc)", "a", "b"},
      {R"(create view v as select c+1 as a from t union all select a from t order by a)", "a", "b"},
      {R"(create view v as select t.a from t union all select e from u order by t.a)", "a", "b"},
      {R"(create view v as select c from t natural join t as z)", "a", "b"},
      {R"(create view v as select a from u join t using (a))", "a", "b"},
      {R"(create view v as select u.a from t join u using (a))", "a", "b"},
      {R"(create view v as select c as a, (select a from w) as q from t)", "a", "b"},
      {R"(create view v as select c as z from t where exists (select 1 from w where x = z))", "a", "b"},
      {R"(create view v as select c from t union select a from u order by a)", "a", "b"},
      {R"(create view v as select * from t union select 1,2,3 order by a)", "a", "b"},
      {R"(create view v as select c from t union select a+1 from t order by a+1)", "a", "b"},
      {R"(create view v as select a from t order by (a))", "a", "b"},
      {R"(create view v as select c as a from t order by (a))", "a", "b"},
      {R"(create view v as select c as a from t order by (a) collate nocase desc)", "a", "b"},
      {R"(create view v as select c as a from t order by -a)", "a", "b"},
      {R"(create view v as select c as a from t order by lower(a))", "a", "b"},
      {R"(create view v as select c a from t group by a having a > 1)", "a", "b"},
      {R"(create view v as select distinct a from t limit (select a from t))", "a", "b"},
      {R"(create view v as select 1 from t where (a, c) in (select a, c from t))", "a", "b"},
      {R"(create view v as select 1 from t where (a, c) in (values (1,2)))", "a", "b"},
      {R"(create view v as select t.rowid, rowid, oid from t)", "", "n"},
      {R"(create view v as select cast(a as a), a collate nocase from t)", "a", "b"},
      {R"(create view v as select main.t.a from t)", "a", "b"},
      {R"(create view v as select a from t as a)", "a", "b"},
      {R"(create view v as select a.a from t as a)", "a", "b"},
      {R"(create view v as select a.* from t as a)", "a", "b"},
      {R"(create view v as select t.* from t, u as t2)", "", "n"},
      {R"(create view v as select q.z from (select a as z from t) as q where q.z in (select z from (select a as z from t)))", "a", "b"},
      {R"(create view v as select a(1) from t)", "a", "b"},
      {R"(create view v as select group_concat(a, c) from t)", "a", "b"},
      {R"(create view v as with z as (select a from t) select q.a from z as q)", "a", "b"},
      {R"(create view v as with z(a) as (values (1)) select z.a, t.a from z, t)", "a", "b"},
      {R"(create index i on t(a); create view v as select a from t indexed by i)", "a", "b"},
      {R"(create view v as select case a when a then a else a end as a from t)", "a", "b"},
      {R"(create view v as select a is not distinct from c, a isnull, a not null, a between a and a from t)", "a", "b"},
      {R"(create view v as select a notnull b2, a "x", a [y] from t)", "a", "b"},
      {R"(create view v as select row_number() over (partition by a order by a rows between unbounded preceding and current row exclude ties) from t)", "a", "b"},
      {R"(create trigger r after update on t begin select 1 where new.a is old.a; insert into u select new.a, a from t; end)", "a", "b"},
      {R"(create trigger r after update on t begin update u set a = t.a from t; end)", "a", "b"},
      {R"(create trigger r after update on t begin insert into u(a) select a from t where true on conflict do nothing; end)", "a", "b"},
      {R"(create trigger r after update on t begin delete from u where a in (select a from t) and a = 1; end)", "a", "b"},
      {R"(create view v as select t.a from main.t, u where main.u.a = main.t.a)", "", "n"},
      {R"(create view v as select t.a from t, (select a from t) as t2)", "a", "b"},
      {R"(create view v as select t.a from t left join (select a from t where c=1) using (a))", "a", "b"},
      {R"(create view v as select (with q as (select a from t) select max(z) from (select a as z from t)))", "a", "b"},
      {R"(create view v as select z from (select a as z from t union select c from t order by a))", "a", "b"},
      {R"(create view v as select z from (select a as z from t union select c from t order by z))", "a", "b"},
      {R"(create view v as select true, a from t where not a)", "a", "b"},
      {R"(create view v as select "t"."a", [t].[a], `t`.`a` from "t")", "a", "b"},
      {R"(create view v as select "t"."a", [t].[a], `t`.`a` from [t])", "", "n"},
      {R"(create view v as select "A", T.A from T)", "a", "b"},
      {R"(create view v as select "A", T.A from T)", "", "n"},
      {R"(create view v as select a as c, c as d from t order by c, d)", "a", "b"},
      {R"(create view v as select a as c, c as d from t order by c, d)", "c", "zz"},
      {R"(create view v as select a as c, c as d from t where c > 1 group by d)", "c", "zz"},
      {R"(create view v as select max(a) as m from t group by c order by m + a)", "a", "zz"},
      {R"(create table t(a integer primary key, b2 check (a > 0 and t.a < 10), c as (a + 1), d references t, unique(a, b2), foreign key (b2) references t(a), check ("a" <> "zz")); create table k(x references t(a), y references t, z, foreign key (z) references t(a)))", "a", "b"},
      {R"(create table t(a integer primary key, b2 check (a > 0 and t.a < 10), c as (a + 1), d references t, unique(a, b2), foreign key (b2) references t(a), check ("a" <> "zz")); create table k(x references t(a), y references t, z, foreign key (z) references t(a)))", "", "n"},
      {R"(create table t(a, c, primary key (a, c), foreign key (a, c) references t (a, c), check (a in (1, 2) or c between a and 9)) without rowid)", "a", "b"},
      {R"(create table t(a, c, primary key (a, c), foreign key (a, c) references t (a, c), check (a in (1, 2) or c between a and 9)) without rowid)", "c", "a2"},
      {R"(create table t(a default a, c default (1), d text default "a" check (d <> a)))", "a", "b"},
      {R"(create table t(a, c generated always as (a || "a") stored, d as (lower(a)) unique))", "", "n"},
      {R"(create table t(a text collate nocase unique, c check (case a when 1 then c else a end), check (a is not null or a isnull and cast(a as a) > 1)))", "a", "b"},
      {R"(create table t(a, c); create table k(a references t(a), c references t(c), foreign key (a, c) references t(a, c)))", "a", "b"},
      {R"(create table t(a, c); create table k(a references t(a), c references t(c), foreign key (a, c) references t(a, c)))", "", "n"},
      {R"(create table t([a b], "c""d", check ([a b] > "c""d")); create index i on t([a b] desc, lower("c""d")); create view v as select [a b] x, t."c""d" from t)", "a b", "e f"},
      {R"(create table t([a b], "c""d", check ([a b] > "c""d")); create index i on t([a b] desc, lower("c""d")); create view v as select [a b] x, t."c""d" from t)", "", "n m"},
      {R"(create table t(key, type, check (key > type)); create index i on t(key, type); create view v as select key, type as kind from t where type = 1 order by key)", "key", "value"},
      {R"(create table t(key, type, check (key > type)); create index i on t(key, type); create view v as select key, type as kind from t where type = 1 order by type)", "type", "order"},
      {R"(create table t(left, end, check (left > end)); create view v as select case left when end then end end as x, left from t)", "end", "finish"},
      {R"(create view v as select a from t where a like c escape '!' and a not like 'a' and a glob a)", "a", "b"},
      {R"(create view v as select a -> '$.a', a ->> 'a', a || a, a << a, -a, ~a, +a, not a from t)", "a", "b"},
      {R"(create view v as select x from (select a as x from t) join (select a as y from u) on x = y)", "a", "b"},
      {R"(create view v as select t1.a from t t1 left join t t2 on t1.a = t2.a and t2.c = t1.c where t2.a is null)", "a", "b"},
      {R"(create view v as select t1.a from t t1 left join t t2 on t1.a = t2.a and t2.c = t1.c where t2.a is null)", "", "n"},
      {R"(create view v as select count(distinct a), max(a) filter (where a is not null) from t group by c having count(a) > 1)", "a", "b"},
      {R"(create view v as select lag(a, 1, a) over win from t window win as (partition by c order by a desc), w2 as (win))", "a", "b"},
      {R"(create view v as select * from (select a as q from t) where q > (select max(a) from t where t.c > q))", "a", "b"},
      {R"(create view v as with recursive r(n) as (select min(a) from t union all select n + 1 from r where n < (select max(a) from t)) select n from r)", "a", "b"},
      {R"(create view v as with recursive r(n) as (select min(a) from t union all select n + 1 from r where n < (select max(a) from t)) select n from r)", "", "n2"},
      {R"(create view v as with x as (select a as m from t), y as (select m from x) select m from y where m in (select a from t))", "a", "b"},
      {R"(create view v as select a as k from t where exists (with t as (select 1 as a) select a from t))", "a", "b"},
      {R"(create view v as select a as k from t where exists (with t as (select 1 as a) select a from t))", "", "n"},
      {R"(create view v as select e from u where e in (select t.a from t where t.c = u.e and u.a = t.a))", "a", "b"},
      {R"(create view v as select e from u where e in (select t.a from t where t.c = u.e and u.a = t.a))", "", "n"},
      {R"(create view v as select (select c from t where t.a = u.a limit 1) as z, u.a from u)", "a", "b"},
      {R"(create trigger r before update of a on t for each row when old.a is not new.a begin update u set a = new.a where a = old.a; delete from w where x = old.a; insert into w(x, y) select a, new.a from t where t.a = new.a; end)", "a", "b"},
      {R"(create trigger r before update of a on t for each row when old.a is not new.a begin update u set a = new.a where a = old.a; delete from w where x = old.a; insert into w(x, y) select a, new.a from t where t.a = new.a; end)", "", "n"},
      {R"(create trigger r after delete on t begin insert or replace into u (a, e) values (old.a, (select count(*) from t where a = old.a)); end)", "a", "b"},
      {R"(create trigger r after delete on t begin insert or replace into u (a, e) values (old.a, (select count(*) from t where a = old.a)); end)", "", "n"},
      {R"(create trigger r after insert on w begin update t set c = (select a from u where u.e = t.a), a = a + new.x where a in (select a from u); end)", "a", "b"},
      {R"(create trigger r after insert on w begin update or fail t set (a, c) = (select a, e from u where u.a = t.a); end)", "a", "b"},
      {R"(create trigger r after insert on w begin update or fail t set (a, c) = (select a, e from u where u.a = t.a); end)", "", "n"},
      {R"(create trigger r after insert on w begin insert into t (a, c) with q(a) as (select a from u) select a, 1 from q; end)", "a", "b"},
      {R"(create trigger r after insert on t begin select case when new.a = 1 then raise(fail, 'a') when exists (select 1 from t where a = new.a) then raise(ignore) end; end)", "a", "b"},
      {R"(create view v as select a as q, c as z from t; create trigger r instead of update of q on v begin update t set a = new.q where a = old.q and c = old.z; end)", "a", "b"},
      {R"(create view v as select a as q, c as z from t; create view v2 as select q from v where z > 1; create view v3 as select v2.q from v2, t where t.a = v2.q)", "a", "b"},
      {R"(create view v as select a as q, c as z from t; create view v2 as select q from v where z > 1; create view v3 as select v2.q from v2, t where t.a = v2.q)", "", "n"},
      {R"(create view v as select * from t; create view v2 as select v.c from v join t on t.c = v.c)", "a", "b"},
      {R"(create view v as select t.* from t; create view v2 as select v.c, t.a from v join t on t.c = v.c)", "a", "b"},
      {R"(create index i on t(a collate nocase, c desc) where a is not null and c in (1, 2); create unique index j on t(a, lower(c) || a))", "a", "b"},
      {R"(create index i on t(a collate nocase, c desc) where t.a is not null; create index j on u(a))", "a", "b"},
      {R"(create index i on t(a collate nocase, c desc) where t.a is not null; create index j on u(a))", "", "n"},
      {R"(create view v as select "a" as "b b", [t].[a] as [x] from "t" group by 1)", "a", "b"},
      {R"(create view v as select A, T.a, t.A from T where "A" > 1)", "a", "b"},
      {R"(create view v as select A, T.a, t.A from T where "A" > 1)", "", "n"},
      {R"(create view v as select json_extract(a, '$.a'), j.value from t, json_each(t.a) as j where j.key = a)", "a", "b"},
      {R"(create view v as select (select group_concat(value) from json_each(a)) as z from t)", "a", "b"},
      {R"(create view v as select p.name from pragma_table_info('t') as p where p.name <> 'a')", "a", "b"},
      {R"(create view v as select sql from sqlite_master where name = 't')", "", "n"},
      {R"(create virtual table f using fts5(a, c); create view v as select t.a, f.c from t join f on f.rowid = t.rowid where f match 'x')", "a", "b"},
      {R"(create view v as select iif(a, c, a), coalesce(a, (select a from u limit 1)), nullif(t.a, a) from t)", "a", "b"},
      {R"(create view v as select a from t where a = 1 intersect select a from t except select a from u order by a limit (select count(a) from t) offset 1)", "a", "b"},
      {R"(create view v as select c as a, a as c from t order by a, c)", "a", "b"},
      {R"(create view v as select c as a, a as c from t where a > c group by a, c having a > 1)", "a", "b"},
      {R"(create view v as select c, max(a) as a from t group by c having max(t.a) > 1 order by max(a))", "a", "b"},
      {R"(create view v as select x.c from (t as x join u as y on x.a = y.a) left join w on w.x = x.a)", "a", "b"},
      {R"(create view v as select x.c from (t as x join u as y on x.a = y.a) left join w on w.x = x.a)", "", "n"},
      {R"(create view v as select t.c from t cross join (select a from u) as s inner join w on s.a = t.a and w.x = t.a)", "a", "b"},
      {R"(create view v as select row_number() over (order by (select a from u where u.e = t.a)) from t)", "a", "b"},
      {R"(create view v as select a, /* a */ c -- a
 from t)", "a", "b"},
      {R"(create view v as select c from t join u using (a) join w on x = c)", "c", "b"},
      {R"(create view v as select c from t natural join u)", "c", "b"},
      {R"(create temp trigger r after insert on t begin update t set a = new.a; end)", "a", "b"},
      {R"(create temp view v as select t.a from main.t)", "a", "b"},
      {R"(create temp view v as select t.a from main.t)", "", "n"},
  }));
  const std::string around =
      definitions.starts_with("create table t")
          ? ""
          : "create table t(a, c, d); create table u(a, e); create table w(x, y);";
  Database database;
  REQUIRE(database.run(around + definitions) == std::nullopt);
  const std::vector<Object> before = database.objects();
  const Schema schema = database.schema();
  INFO(definitions << "\n  t." << column << " -> " << to);
  CHECK(dangling(before) == 0);

  const auto refused = database.run("alter table t rename " + (column.empty() ? "" : quoted(column)) +
                                    " to " + quoted(to));
  const std::vector<Object> after = renamed(before, schema, column, to);
  if (refused) {
    INFO(*refused);
    CHECK(dangling(after) > 0);
  } else {
    CHECK(spelled(after) == spelled(database.objects()));
    CHECK(dangling(after) == 0);
  }
}
