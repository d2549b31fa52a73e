#include "tests/unit/verify/fresh_cases.hpp"

namespace migc::verify {

const std::vector<FreshCase>& fresh_cases() {
  static const std::vector<FreshCase> cases = {
      {"values of every type",
       {"create table t (a integer primary key, b blob, c real, d text, e);"
        "insert into t values (-9223372036854775808, x'', 9e999, '', null),"
        " (9223372036854775807, x'00FF', -9e999, 'it''s', -0.0),"
        " (0, x'27', 0.1, 'a' || char(0) || 'b', 1.0),"
        " (1, null, 5e-324, char(13, 10) || 'x', 3),"
        " (2, zeroblob(3), 1.7976931348623157e308, cast(x'80ff' as text), '3'),"
        " (3, '7', 0.30000000000000004, 'ünï ☃ 🚀', 1e15), (4, 7, 123456789012345678, ';' || "
        "char(10) || '--', 1e-7);"}},
      {"a hidden rowid",
       {"create table t (a text); insert into t (rowid, a) values (7, 'x'), (-3, 'y'), (1000, "
        "'z');"}},
      {"a hidden rowid under its last name",
       {"create table t (rowid text, _rowid_ text); insert into t (oid, rowid) values (7, 'x'), "
        "(9, 'y');"}},
      {"a hidden rowid without a name",
       {"create table t (rowid text, _rowid_ text, oid text); insert into t values ('b', 1, 2), "
        "('a', 3, 4);"}},
      {"a key that is no rowid",
       {"create table t (a integer primary key desc, b text); insert into t (rowid, a) values (9, "
        "1), (4, 2);"}},
      {"without rowid",
       {"create table t (a text, b text, primary key (b, a)) without rowid; insert into t values "
        "('x', 'z'), ('y', 'a');"}},
      {"strict",
       {"create table t (a int, b any, c real) strict; insert into t values (1, '1', 1), (2, "
        "x'31', 2.5), (3, 3, 3);"}},
      {"generated columns",
       {"create table t (a integer, b integer generated always as (a * 2) stored, c text as ('x' "
        "|| a)); insert into t (a) values (1), (2);"}},
      {"marks of AUTOINCREMENT",
       {"create table t (id integer primary key autoincrement, a text);"
        "create table u (id integer primary key autoincrement); create table v (id integer primary "
        "key autoincrement);"
        "insert into t (a) values ('x'), ('y'); delete from t where a = 'y'; insert into u values "
        "(50); delete from u;"}},
      {"an AUTOINCREMENT that is no more",
       {"create table t (id integer primary key autoincrement); insert into t values (5);",
        "alter table t alter column id drop autoincrement;"}},
      {"foreign keys to itself and in a circle",
       {"create table t (id integer primary key, up integer references t (id), other integer "
        "references u (id));"
        "create table u (id integer primary key, t integer not null references t (id));"
        "insert into t values (1, 2, 1), (2, null, 2), (3, 3, null); insert into u values (1, 3), "
        "(2, 1);"}},
      {"triggers that would act on the rows",
       {"create table t (a text); create table log (what text);"
        "create trigger once after insert on t begin insert into log values ('in ' || new.a); "
        "delete from t where a = 'y'; end;"
        "create trigger never before insert on log when new.what = 'stop' begin select "
        "raise(abort, 'no'); end;"
        "insert into t values ('x'), ('y');"}},
      {"a view with rows put in through it",
       {"create table t (a text); create view v as select a from t;"
        "create trigger i instead of insert on v begin insert into t values (upper(new.a)); end; "
        "insert into v values ('x');"}},
      {"unique indexes over what rows have become",
       {"create table t (id integer primary key, a text); insert into t (a) values ('x'), ('x');",
        "update t set a = a || id; create unique index ux on t (lower(a)) where a <> '';"}},
      {"a rebuild and a column with its default",
       {"create table t (a varchar(5), b text); insert into t values ('x', 'y');",
        "alter table t add column c integer default 7; insert into t (a) values ('z');"
        "alter table t alter column a type varchar(9); alter table t drop column b;",
        "alter table t rename a to first; alter table t rename to s;"}},
      {"names that need quotes",
       {"create table \"the order\" (\"select\" text, \"new\" text, \"a\"\"b\" text, old text); "
        "insert into \"the order\" values (1, 2, 3, 4);"}},
      {"the clock for rows that are not there",
       {"create table t (a text default current_timestamp, b text); update t set b = "
        "datetime('now');"
        "insert into t select random(), 1 where 1 = 0; alter table t alter column b set not null "
        "fill date('now');"}},
      {"functions of dates that do not read the clock",
       {"create table t (a text, b text as (date(a)) stored); create index ix on t (strftime('%Y', "
        "a));"
        "insert into t values ('2025-01-11 10:00:00'); insert into t select datetime('2025-01-11', "
        "'+1 day');"
        "insert into t select julianday('2025-01-11'); insert into t select "
        "unixepoch('2025-01-11'); insert into t values (time(0.5));"}},
      {"full text of its own",
       {"create virtual table f using fts5(a, b unindexed, prefix = 2); insert into f (rowid, a, "
        "b) values (7, 'red fox', 'x'), (9, 'fox den', null);"
        "delete from f where rowid = 9; "
        "insert into f (a) values ('den');"}},
      {"full text over a table",
       {"create table t (id integer primary key, a text); create virtual table f using fts5(a, "
        "content = 't', content_rowid = 'id');"
        "create trigger ai after insert on t begin insert into f (rowid, a) values (new.id, "
        "new.a); end;"
        "insert into t values (3, 'red fox'), (5, 'blue fox'); insert into t (a) select a || ' "
        "again' from t;"}},
      {"full text over a view",
       {"create table t (a text); create view v as select rowid, a from t; create virtual table f "
        "using fts5(a, content = v);"
        "insert into t values ('red fox'); insert into f (rowid, a) select rowid, a from v;"}},
      {"full text over a table that was never indexed",
       {"create table t (a text); insert into t values ('red'); create virtual table f using "
        "fts5(a, content = t);"}},
      {"full text without content, and empty",
       {"create virtual table f using fts5(a, content = '');"}},
      {"the older full text",
       {"create virtual table f using fts4(a, b); insert into f (docid, a) values (7, 'red fox'), "
        "(2, 'fox');"
        "create table t (a text); insert into t values ('blue fox'); create virtual table g using "
        "fts4(a, content=t);"
        "insert into g (docid, a) select rowid, a from t;"}},
      {"an R*Tree",
       {"create virtual table r using rtree(id, x0, x1, +what); insert into r values (3, 0.1, 0.2, "
        "'a'), (1, -5, 7.25, null);"}},
      {"what raw SQL has made",
       {"execute $$ create table t (a text) -- it's raw\n; insert into t values ('x'); pragma "
        "foreign_keys = off; create index i on t (a); $$;"}},
      {"rows that an assertion is about",
       {"create table t (a text); insert into t values ('x'); assert (select count(*) = 1 from t) "
        "else 'no';"}},
      {"nothing", {""}},
  };
  return cases;
}

const std::vector<RefusedCase>& refused_cases() {
  static const std::string t = "create table t (a text);\n";
  static const std::vector<RefusedCase> cases = {
      {"random()",
       {t + "insert into t values (random());"},
       "E0852",
       "insert into t values (random())"},
      {"randomblob()",
       {t, "insert into t values (hex(randomblob(8)));"},
       "E0852",
       "insert into t values (hex"},
      {"CURRENT_TIMESTAMP",
       {t + "insert into t values (current_timestamp);"},
       "E0852",
       "insert into t values (current"},
      {"now()", {t + "insert into t values (now());"}, "E0852", "insert into t values (now"},
      {"datetime('now')",
       {t + "insert into t values (datetime('NOW', '-1 day'));"},
       "E0852",
       "insert into t values (datetime"},
      {"strftime without a moment",
       {t + "insert into t values (strftime('%s'));"},
       "E0852",
       "insert into t values (strftime"},
      {"the time zone",
       {t + "insert into t values (time('2025-01-11', 'localtime'));"},
       "E0852",
       "insert into t values (time"},
      {"an order by chance",
       {t + "insert into t values (1), (2);\ndelete from t where rowid = (select rowid from t "
            "order by random());"},
       "E0852",
       "delete from t"},
      {"a default that rows get",
       {"create table t (a text, b text default current_date);", "insert into t (a) values ('x');"},
       "E0852",
       "insert into t (a)"},
      {"a trigger that fires",
       {t + "create table u (a text);\ncreate trigger r after insert on t begin insert into u "
            "values (random()); end;\ninsert into t values (1);"},
       "E0852",
       "insert into t values (1)"},
      {"`using`",
       {t + "insert into t values (1);",
        "alter table t alter column a type integer using random();"},
       "E0852",
       "alter table t alter column a type"},
      {"`fill`",
       {t + "insert into t values (null);",
        "alter table t alter column a set not null fill date();"},
       "E0852",
       "alter table t alter column a set"},
      {"raw SQL",
       {t + "execute $$ insert into t values ('x'); insert into t values (random()) $$;"},
       "E0852",
       "execute"},
      {"an assertion that holds today",
       {t + "assert (select date('now') > '2000-01-01') else 'late';"},
       "E0852",
       "assert"},
      {"a setting of the file",
       {"execute $$ select 1; PRAGMA user_version = 7 $$;"},
       "E0853",
       "execute"},
      {"statistics",
       {t + "create index i on t (a); insert into t values (1);\nexecute $$ analyze $$;"},
       "E0853",
       "execute"},
      {"full text without content",
       {"create virtual table f using fts5(a, content = '');\ninsert into f (rowid, a) values (1, "
        "'red');"},
       "E0854",
       "f"},
      {"full text that is behind its table",
       {t + "create virtual table f using fts5(a, content = t);\ninsert into t values "
            "('red');\ninsert into f (rowid, a) values (1, 'blue');"},
       "E0855",
       "f"},
      {"a setting of a full-text index",
       {"create virtual table f using fts5(a);\ninsert into f (f, rank) values ('rank', "
        "'bm25(2.0)');"},
       "E0855",
       "f"},
      {"the older full text, behind its table",
       {t + "create virtual table f using fts4(a, content=t);\ninsert into t values "
            "('red');\ninsert into f (docid, a) values (1, 'blue');"},
       "E0855",
       "f"},
      {"rows that a check would not take",
       {"create table t (a text check (a <> 'x'));\nexecute $$ pragma ignore_check_constraints = "
        "on; $$;"},
       "E0853",
       "execute"},
      {"a revision that fails",
       {t + "create unique index u on t (a);\ninsert into t values (1), (1);"},
       "E0711",
       "insert into t values (1), (1)"},
      {"an assertion that does not hold",
       {t + "assert (select count(*) = 1 from t) else 'no row';"},
       "E0712",
       "assert"},
  };
  return cases;
}

}  // namespace migc::verify
