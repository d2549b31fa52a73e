#include "tests/preflight/cases.hpp"

namespace migc::preflight_test {

namespace {

constexpr const char* three = "create table t (id integer primary key, a, b text, c integer);";
constexpr const char* parents =
    "create table p (id integer primary key, code text unique);"
    "create table t (id integer primary key, parent integer constraint of_parent references p "
    "(id), other integer);";
constexpr const char* one_row = "insert into t (id) values (7)";

}  // namespace

/// What a column brings with it, and what stands beside something that goes or is called otherwise.
std::vector<Case> cases_of_columns_and_names() {
  return {
      {"a default against the column's check", three,
       "alter table t add column g text not null default 'none' check (g in ('a', 'b'));", one_row,
       "", "check", 1, "7"},
      {"a default against a check over two columns", three,
       "alter table t add column g integer default 5, add check (g > c);",
       "insert into t (id, c) values (1, 4), (2, 5)", "insert into t (id, c) values (1, 4)",
       "check", 1, "2"},
      {"a default by the affinity of its column", three,
       "alter table t add column g integer default '10' check (g > 9);", "", one_row},
      {"a default without a parent", parents,
       "alter table t add column g integer default 7 references p (id);", one_row,
       "insert into t (id) values (1); insert into p values (7, 'x')", "parents", 1, "7"},
      {"a default that is no value of its type",
       "create type state as enum ('new', 'used'); " + std::string(three),
       "alter table t add column s state default 'old';", one_row, "", "convertible", 1, "7"},
      {"a new unique constraint over a new column", three,
       "alter table t add column n text default 'x', add constraint u unique (n, c);",
       "insert into t (id, c) values (7, 1), (8, 1), (9, 2)",
       "insert into t (id, c) values (7, 1), (8, 2)", "unique", 2, "7, 8"},
      {"a computed column that is NULL", three,
       "alter table t add column g integer not null as (c + 1);",
       "insert into t (id, c) values (1, 1), (2, null)", "insert into t (id, c) values (1, 1)",
       "no_nulls", 1, "2"},
      {"a new column that becomes not null", three,
       "alter table t add column n text, alter column n set not null;", one_row, "", "no_nulls", 1,
       "7"},
      {"a collation that makes duplicates", "create table t (k text unique, v text);",
       "alter table t alter column k set collate nocase;",
       "insert into t values ('a', '1'), ('A', '2')", "insert into t values ('a', '1'), ('B', '2')",
       "unique", 2, "2, 1"},
      {"a collation that makes duplicates in an index",
       "create table t (id integer primary key, k text, v integer); create unique index u on t (v, "
       "k) where v > 0;",
       "alter table t alter column k set collate nocase;",
       "insert into t values (1, 'a', 1), (2, 'A', 1), (3, 'b', 0), (4, 'B', 0)",
       "insert into t values (1, 'a', 1), (2, 'A', 2)", "unique", 2, "2, 1"},
      {"a collation beside one that is written in the index",
       "create table t (id integer primary key, k text); create unique index u on t (k collate "
       "binary);",
       "alter table t alter column k set collate nocase;", "",
       "insert into t values (1, 'a'), (2, 'A')"},
      {"a fill that leaves NULL", three, "alter table t alter column b set not null fill a;",
       "insert into t (id, a, b) values (1, null, null), (2, 'x', null), (3, null, 'y')",
       "insert into t (id, a, b) values (2, 'x', null), (3, null, 'y')", "no_nulls", 1, "1"},
      {"a fill from another table that leaves NULL",
       "create table u (k integer, v text); " + std::string(three),
       "alter table t alter column b set not null fill (select v from u where u.k = t.id);",
       "insert into u values (1, 'x'), (2, null); insert into t (id) values (1), (2), (3)",
       "insert into u values (1, 'x'); insert into t (id) values (1)", "no_nulls", 2, "2, 3"},

      {"a check beside a dropped index", std::string(three) + "create index i on t (c);",
       "alter table t add check (c > 5); drop index i;", "insert into t (id, c) values (1, 5)",
       "insert into t (id, c) values (1, 6)", "check", 1, "1"},
      {"unique beside a dropped check",
       "create table t (id integer primary key, b text, c integer, check (c > 0));",
       "alter table t add unique (b), drop check (c > 0);",
       "insert into t values (1, 'a', 1), (2, 'a', 1)",
       "insert into t values (1, 'a', 1), (2, 'b', 1)", "unique", 2, "1, 2"},
      {"not null beside a dropped not null",
       "create table t (id integer primary key, b text, c integer not null);",
       "alter table t alter column b set not null, alter column c drop not null;",
       "insert into t values (1, null, 1)", "insert into t values (1, 'a', 1)", "no_nulls", 1, "1"},
      {"a check beside a dropped named one",
       "create table t (id integer primary key, c integer, constraint k check (c <> 7));",
       "alter table t drop constraint k, add constraint k check (c > 5);",
       "insert into t values (1, 5)", "insert into t values (1, 6)", "check", 1, "1"},
      {"a foreign key beside a dropped one", parents,
       "alter table t add foreign key (other) references p (id), drop constraint of_parent;",
       "insert into p values (1, 'x'); insert into t values (1, 1, 9)",
       "insert into p values (1, 'x'); insert into t values (1, 1, 1)", "parents", 1, ""},
      {"a foreign key whose orphans another one had", parents,
       "alter table t add foreign key (other) references p (id), drop constraint of_parent;", "",
       "insert into t values (1, 9, 9)"},
      {"a check beside a column that goes", three,
       "alter table t add check (c > 5), drop column b;", "insert into t (id, c) values (1, 5)",
       "insert into t (id, c) values (1, 6)", "check", 1, "1"},
      {"a check and a type of another column", three,
       "alter table t add check (c > 5), alter column b type varchar(300);",
       "insert into t (id, c) values (1, 5)", "insert into t (id, c) values (1, 6)", "check", 1,
       "1"},

      {"a check before its table is renamed", three,
       "alter table t add check (c > 5); alter table t rename to u;",
       "insert into t (id, c) values (1, 5)", "insert into t (id, c) values (1, 6)", "check", 1,
       "1"},
      {"a check of a table that is called otherwise by then", three,
       "alter table t rename to u; alter table u add check (c > 5);",
       "insert into t (id, c) values (1, 5)", "insert into t (id, c) values (1, 6)", "check", 1,
       "1"},
      {"not null for a column that is called otherwise by then",
       "create table t (id integer primary key, \"a b\" text, c integer);",
       "alter table t rename column \"a b\" to c2; alter table t rename to \"t 2\"; alter table "
       "\"t "
       "2\" alter column c2 set not null;",
       "insert into t values (1, null, 1)", "insert into t values (1, 'x', null)", "no_nulls", 1,
       "1"},
      {"unique without a key, under another name", "create table t (a text, b text);",
       "alter table t rename to u; alter table u rename column a to x; alter table u add unique "
       "(x);",
       "insert into t values ('a', 1), ('a', 2)", "insert into t values ('a', 1), ('b', 2)",
       "unique", 2, "1, 2"},
      {"a foreign key to a table that is called otherwise by then", parents,
       "alter table p rename to parents; alter table parents rename column id to no; alter table t "
       "add foreign key (other) references parents (no);",
       "insert into p values (1, 'x'); insert into t values (1, 1, 9)",
       "insert into p values (1, 'x'); insert into t values (1, 1, 1)", "parents", 1, "1"},
      {"columns that swap their names", three,
       "alter table t rename column b to x; alter table t rename column a to b; alter table t "
       "rename column x to a; alter table t alter column b set not null;",
       "insert into t (id, a, b) values (1, null, 'x')",
       "insert into t (id, a, b) values (1, 'x', null)", "no_nulls", 1, "1"},
      {"a renamed table is dropped", three, "alter table t rename to u; drop table u;", one_row, "",
       "no_lost_rows", 1, "7", true},
      {"a renamed column is dropped", three,
       "alter table t rename column b to x; alter table t drop column x;",
       "insert into t (id, b) values (1, 'x'), (2, null)", one_row, "no_lost_values", 1, "1", true},
      {"values that an expression replaces", three,
       "alter table t alter column b set as (upper(a));",
       "insert into t (id, a, b) values (1, 'x', 'X'), (2, 'x', 'y'), (3, 'x', null)",
       "insert into t (id, a, b) values (1, 'x', 'X'), (3, 'x', null)", "not_replaced", 1, "2",
       true},
      {"rows of a full-text table", "create virtual table t using fts5 (b);", "drop table t;",
       "insert into t values ('some words')", "", "no_lost_rows", 1, "", true},

      {"a check that is dropped again", three,
       "alter table t add check (c > 5), drop check (c > 5);", "",
       "insert into t (id, c) values (1, 5)"},
      {"an index that is dropped again", three, "create unique index u on t (c); drop index u;", "",
       ""},
      {"a value that another statement gives to a new column", three,
       "alter table t add column n text; update t set n = 'x'; alter table t alter column n set "
       "not null;",
       "", one_row},
      {"a default that another statement replaces", three,
       "alter table t add column n integer default 1; update t set n = 9; alter table t add check "
       "(n > 5);",
       "", one_row},
      {"a name that another table takes", three,
       "create table n (b text); alter table t rename to old_t; alter table n rename to t; alter "
       "table t alter column b set not null;",
       "", one_row},
  };
}

}  // namespace migc::preflight_test
