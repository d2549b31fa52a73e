#include "tests/rebuild/fixture.hpp"

namespace migc::rebuild {

const std::vector<Fixture> fixtures = {
    // Indexes
    {.what = "a partial index",
     .others = "CREATE INDEX  ix_part on devices(a)  where a is not null and a <> 'y' ;",
     .probes = {"explain query plan select id from devices where a = 'x' and a is not null and "
                "a <> 'y'"}},
    {.what = "a partial index that says devices.a",
     .others = "create index ix_said on devices (a) where devices.a > 'w';"},
    {.what = "an index over an expression",
     .others = "create index ix_expr on devices (lower( a ) , length(a)+1);",
     .probes = {"explain query plan select id from devices where lower(a) = 'x'"}},
    {.what = "an index with DESC and COLLATE",
     .others = "create index ix_desc on devices (a collate  nocase DESC, id desc);",
     .probes = {"explain query plan select id from devices order by a collate nocase desc, id "
                "desc"}},
    {.what = "a unique index",
     .others = "create unique index ix_one on devices (a); create index ix_two on devices (a);",
     .rows = "insert into devices (id, a) values (1, 'x'), (2, 'y');",
     .probes = {"insert into devices (id, a) values (9, 'x'); select 1"}},
    {.what = "a partial unique index",
     .others = "create unique index ix_a on devices (a) where a <> 'x';",
     .rows = "insert into devices (id, a) values (1, 'x'), (2, 'x'), (3, 'y');",
     .probes = {"insert into devices (id, a) values (9, 'y'); select 1",
                "insert into devices (id, a) values (9, 'x'); select 1"}},

    // Triggers and views
    {.what = "its own triggers",
     .others = "create table log (what text, id int);\n"
               "create trigger  tr_in AFTER insert on devices when new.a is not null\n"
               "begin insert into log values ('in; end;', new.id); -- one; two\n"
               "  update log set what = what || '!'; end;\n"
               "create trigger tr_up before update OF a, note on devices for each row\n"
               "begin insert into log values ('up', old.id); end;\n"
               "create trigger tr_no before delete on devices begin\n"
               "  select case when old.id = 2 then raise(abort, 'not this; one') end; end;",
     .probes = {"insert into devices (id, a) values (9, 'q'); update devices set a = 'z' where id "
                "= 9; select * from log order by what, id",
                "delete from devices where id = 2; select 1"}},
    {.what = "another table's triggers that name it",
     .others = "create table orders (device int);\n"
               "create trigger tr_order after insert on orders begin\n"
               "  update devices set a = 'ordered' where id = new.device;\n"
               "  insert into devices (id, a) select id + 100, a || '2' from devices as d\n"
               "    where d.id = new.device; end;",
     .probes = {"insert into orders values (2); select id, a from devices order by id"}},
    {.what = "views, and a view of a view",
     .others = "create view v as select id,  a as title /* why */ from devices where a <> 'y';\n"
               "create view w (n, t) as with q as (select * from v) select count(*), max(title) "
               "from q;",
     .probes = {"select * from v order by id", "select * from w"}},
    {.what = "INSTEAD OF triggers",
     .others = "create view v as select id, a from devices;\n"
               "create trigger tr_v instead of insert on v begin\n"
               "  insert into devices (id, a) values (new.id, upper(new.a)); end;\n"
               "create trigger tr_u instead of update of a on v begin\n"
               "  update devices set a = new.a where id = old.id; end;",
     .probes = {"insert into v values (9, 'q'); update v set a = 'r' where id = 2; select * from v "
                "order by id"}},

    // Checks and columns
    {.what = "checks, named and unnamed",
     .columns = {"id integer primary key",
                 "a text check (a <> 'bad') constraint ck_long check "
                 "(length(a) < 5)"},
     .constraints = {"constraint \"a check\" check (id between -5 and 500)", "check (a <> ', )(')"},
     .probes = {"insert into devices (id, a) values (9, 'bad'); select 1",
                "insert into devices (id, a) values (9, 'toolong'); select 1",
                "insert into devices (id, a) values (900, 'x'); select 1",
                "insert into devices (id, a) values (9, ', )('); select 1"}},
    {.what = "checks that say devices.a",
     .constraints = {"constraint ck_said check (devices.a <> 'bad')"},
     .probes = {"insert into devices (id, a) values (9, 'bad'); select 1"}},
    {.what = "COLLATE",
     .columns = {"id integer primary key", "a text collate nocase", "b text COLLATE rtrim unique"},
     .rows = "insert into devices (id, a, b) values (1, 'X', 'b '), (2, 'x', 'c');",
     .probes = {"select id from devices where a = 'x' order by id",
                "insert into devices (id, b) values (9, 'b'); select 1"}},
    {.what = "ON CONFLICT",
     .columns = {"id integer primary key on conflict replace", "a text not null on conflict ignore",
                 "b text unique on conflict ignore"},
     .constraints = {"unique (a, b) on conflict replace"},
     .rows = "insert into devices (id, a, b) values (1, 'x', 'b'), (2, 'y', 'c');",
     .probes = {"insert into devices (id, a) values (1, 'new'); select id, a from devices order by "
                "id",
                "insert into devices (id, a) values (9, null); select count(*) from devices",
                "insert into devices (id, a, b) values (9, 'z', 'c'); select count(*) from "
                "devices"}},
    {.what = "declared types",
     .columns = {"id integer primary key", "a \"FLOATING POINT\"", "b unsigned big int",
                 "c decimal(10, 5)", "d", "e varchar(20)", "f double precision"},
     .rows = "insert into devices (id, a, b, c, d, e, f) values (1, '2', '3', '4.50', '5', 6, "
             "'7'), (2, 'x', 1.5, 'x', x'00', x'01', 'x');",
     .needs_loose = true},
    {.what = "generated columns",
     .columns = {"id integer primary key", "g text as (a || '-' || id)", "a text",
                 "s int generated always as (length(a) + 1) stored"},
     .others = "create index ix_g on devices (g); create index ix_s on devices (s desc);",
     .probes = {"insert into devices (id, a) values (9, 'nine'); select g, s from devices order by "
                "id"}},
    {.what = "comments inside stored texts",
     .columns = {"id integer primary key", "a text check (a <> /* never; */ 'bad' -- so\n)"},
     .others = "create index ix_c on devices (lower(/* small */ a));\n"
               "create trigger tr_c after delete on devices begin select /* first; */ 1; -- tail\n"
               "  select /* last */ 2; end;\n"
               "create view v as select /* all; */ id -- key\n from devices;",
     .probes = {"select count(*) from sqlite_master where sql like '%/* never; */%'",
                "select count(*) from sqlite_master where sql like '%/* small */%'",
                "select count(*) from sqlite_master where sql like '%/* first; */%-- tail%/* last "
                "*/%'",
                "select count(*) from sqlite_master where sql like '%/* all; */%-- key%'"}},

    // Keys and foreign keys
    {.what = "a named key over two columns",
     .columns = {"id int not null", "a text default 'x'"},
     .constraints = {"constraint pk_devices primary key (a desc, id)"},
     .rows = "insert into devices (id, a) values (2, 'x'), (1, 'x'), (1, 'a');",
     .needs_rowid = true},
    {.what = "INTEGER PRIMARY KEY DESC, which is no alias of the rowid",
     .columns = {"id integer primary key desc", "a text"},
     .rows = "insert into devices (rowid, id, a) values (5, 1, 'x'), (3, 2, 'y');",
     .probes = {"select rowid, id from devices order by rowid"},
     .needs_rowid = true},
    {.what = "foreign keys with actions, and deferred ones",
     .columns = {"id integer primary key", "maker int references makers (id) on delete set null",
                 "a text references makers deferrable initially deferred"},
     .constraints = {"constraint fk_pair foreign key (maker, a) references makers (id, name) on "
                     "update cascade on delete restrict not deferrable",
                     "foreign key (maker) references makers (id) match full on delete cascade"},
     .others = "create table makers (id integer primary key, name text, unique (id, name));",
     .rows = "insert into makers values (1, 'm'), (2, 'n'); insert into devices (id, maker, a) "
             "values (1, 1, null), (2, null, null);",
     .probes = {"insert into devices (id, maker) values (9, 99); select 1",
                "delete from makers where id = 1; select id, maker, a from devices order by id"}},
    {.what = "children that would go with it",
     .others = "create table cables (id int, device int references devices (id) on delete "
               "cascade);\n"
               "create table plugs (device int references devices on delete set null);\n"
               "create table ports (device int references devices on delete set default);",
     .rows = "insert into devices (id, a) values (1, 'x'), (2, 'y'); insert into cables values "
             "(10, 1), (20, 2); insert into plugs values (1); insert into ports values (2);",
     .probes = {"delete from devices where id = 1; select * from cables",
                "insert into cables values (30, 99); select 1"}},
    {.what = "a reference to itself",
     .columns = {"id integer primary key", "up int references devices (id) on delete cascade"},
     .rows = "insert into devices (id, up) values (1, null), (2, 1), (3, 2);",
     .probes = {"delete from devices where id = 1; select count(*) from devices"}},
    {.what = "a cycle of references",
     .columns = {"id integer primary key", "main int references parts (id)"},
     .others = "create table parts (id integer primary key, device int references devices (id) on "
               "update cascade);",
     .rows = "insert into devices (id) values (1), (2); insert into parts values (5, 1), (6, 2); "
             "update devices set main = id + 4;",
     .probes = {"update devices set id = 9 where id = 1; select * from parts order by id"}},
    {.what = "rows without parents from before",
     .columns = {"id integer primary key", "maker int references makers (id)"},
     .others = "create table makers (id integer primary key); create table cables (device int "
               "references devices (id));",
     .rows = "insert into devices (id, maker) values (1, 77), (2, 78); insert into cables values "
             "(99), (1);",
     .probes = {"select \"table\", parent from pragma_foreign_key_check order by 1, 2"}},

    // Rows
    {.what = "AUTOINCREMENT's mark after deletes",
     .columns = {"id integer primary key autoincrement", "a text"},
     .rows = "insert into devices (a) values ('x'), ('y'), ('z'); delete from devices where id > "
             "1;",
     .probes = {"insert into devices (a) values ('next'); select id from devices where a = 'next'"},
     .needs_rowid = true},
    {.what = "AUTOINCREMENT's mark of an empty table",
     .columns = {"id integer primary key autoincrement", "a text"},
     .rows = "insert into devices (a) values ('x'), ('y'); delete from devices;",
     .probes = {"insert into devices (a) values ('next'); select id from devices"},
     .needs_rowid = true},
    {.what = "AUTOINCREMENT and a check that says devices.a",
     .columns = {"id integer primary key autoincrement", "a text"},
     .constraints = {"check (devices.a is not 'bad')"},
     .rows = "insert into devices (a) values ('x'), ('y'), ('z'); delete from devices where id > "
             "1;",
     .probes = {"insert into devices (a) values ('next'); select id from devices where a = 'next'"},
     .needs_rowid = true},
    {.what = "hidden rowids",
     .columns = {"a text"},
     .rows = "insert into devices (rowid, a) values (10, 'x'), (20, 'y'), (5, 'z');",
     .needs_rowid = true},
    {.what = "hidden rowids beside a column rowid",
     .columns = {"rowid text", "oid int"},
     .rows = "insert into devices (_rowid_, rowid, oid) values (10, 'x', 1), (20, 'y', 2), (5, "
             "'z', 3);",
     .needs_rowid = true},
    {.what = "hidden rowids and a check that says devices.a",
     .columns = {"a text check (devices.a <> 'bad')"},
     .rows = "insert into devices (rowid, a) values (10, 'x'), (20, 'y'), (5, 'z');",
     .needs_rowid = true},
    {.what = "FTS5 over its content",
     .columns = {"a text"},
     .others = "create virtual table found using fts5(a, content='devices');\n"
               "create trigger tr_f after insert on devices begin\n"
               "  insert into found (rowid, a) values (new.rowid, new.a); end;",
     .rows = "insert into devices (rowid, a) values (10, 'red apple'), (20, 'pear'), (5, 'apple "
             "tree');",
     .probes = {"select rowid, a from found where found match 'apple' order by rowid",
                "insert into found (found) values ('integrity-check'); select 1"},
     .needs_rowid = true},
    {.what = "FTS4 over its content",
     .columns = {"a text"},
     .others = "create virtual table found using fts4(content=\"devices\", a);",
     .rows = "insert into devices (rowid, a) values (10, 'red apple'), (20, 'pear'), (5, 'apple "
             "tree'); insert into found (docid, a) select rowid, a from devices;",
     .probes = {"select docid, a from found where found match 'apple' order by docid"},
     .needs_rowid = true},
    {.what = "WITHOUT ROWID",
     .columns = {"id text primary key", "a text"},
     .options = {"without  rowid"},
     .rows = "insert into devices (id, a) values ('k2', 'x'), ('k1', null);"},
    {.what = "WITHOUT ROWID and generated columns",
     .columns = {"id text primary key", "g text as (lower(id))", "a text"},
     .options = {"without  rowid"},
     .rows = "insert into devices (id, a) values ('K2', 'x'), ('K1', 'y');"},
    {.what = "STRICT",
     .columns = {"id integer primary key", "a any", "b blob"},
     .options = {"Strict"},
     .rows = "insert into devices (id, a, b) values (1, '1', x'00'), (2, 1, null), (3, 1.0, x'');",
     .probes = {"insert into devices (id, b) values (9, 'text'); select 1"}},
    {.what = "STRICT and WITHOUT ROWID",
     .columns = {"id int", "a text not null"},
     .constraints = {"primary key (a, id)"},
     .options = {"strict", "without rowid"},
     .rows = "insert into devices (id, a) values (1, 'x'), (2, 'x');"},
    {.what = "defaults read by rows from before ADD COLUMN", .spare_is_later = true},
    {.what = "values of every kind",
     .columns = {"id integer primary key", "a", "b text", "c real"},
     .rows = "insert into devices (id, a, b, c) values\n"
             "  (-9223372036854775808, null, cast(x'ff61fe' as text), 9e999),\n"
             "  (9223372036854775807, zeroblob(100000), cast(x'610062' as text), -9e999),\n"
             "  (3, x'00ff', '', 1e300), (4, 9223372036854775807, 'x''y', -0.0),\n"
             "  (5, 0.1, replace(hex(zeroblob(50000)), '00', 'long; '), 'text'),\n"
             "  (6, '12abc', x'31', x''); update devices set spare = null where id < 4;",
     .probes = {"select id, typeof(a), hex(a), typeof(b), hex(cast(b as blob)), typeof(c), "
                "hex(cast(c as blob)), length(a), length(b) from devices order by id"},
     .needs_loose = true},
    {.what = "what ANALYZE found",
     .columns = {"id integer primary key", "a text", "b text unique"},
     .others = "create index ix_a on devices (a); create table other (x); create index ix_x on "
               "other (x);",
     .rows = "insert into devices (id, a, b) values (1, 'x', 1), (2, 'x', 2), (3, 'y', 3); insert "
             "into other values (1); analyze;",
     .probes = {"select * from sqlite_stat1 where tbl = 'other' or idx = 'ix_a' order by 1, 2, "
                "3"}},
};

}  // namespace migc::rebuild
