#include <catch2/catch.hpp>
#include <string>

#include "tests/unit/syntax/parsed.hpp"
#include "tests/unit/syntax/show.hpp"

using namespace migc;
using test::parse_statements;
using Rows = std::vector<std::pair<std::string, std::string>>;

namespace {

void check(const Rows& rows) {
  for (const auto& [text, built] : rows) {
    CAPTURE(text);
    const test::Parsed parsed = parse_statements(text + ";");
    CHECK(parsed.complaints().empty());
    CHECK(test::show(parsed.statements) == built);
  }
}

}  // namespace

TEST_CASE("create table: columns and their types") {
  check({
      {"create table t (a)", "CreateTable t; a"},
      {"CREATE TEMP TABLE IF NOT EXISTS main . \"T\" (a int)",
       "CreateTable main.<T> temp; a int if_not_exists"},
      {"create temporary table t (a unsigned big int, b double precision, c varchar(255))",
       "CreateTable t temp; a unsigned big int; b double precision; c varchar(255)"},
      {"create table t (a decimal( 10, 5 ), b longvarchar(-1), c \"quoted type\", d 'x' y)",
       "CreateTable t; a decimal(10, 5); b longvarchar(-1); c <quoted type>; d \"x\" y"},
      {"create table t (\"a\"\"b\" int, `c``d` int, [e f] int, 'g h' int, naïve text)",
       "CreateTable t; <a\"b> int; <c`d> int; <e f> int; <g h> int; naïve text"},
      {"create table t (type text, index int, key text, order int, check int, unique int, from "
       "text)",
       "CreateTable t; type text; index int; key text; order int; check int; unique int; from "
       "text"},
      {"create table t (a timestamp(6) with time zone, b int(11) unsigned, c text[], d int[3][])",
       "CreateTable t; a timestamp with time zone(6); b int unsigned(11); c text[]; d int[3][]"},
      {"create table t (a text for postgresql $$ citext $$ not null, b type for sqlite 'X', for "
       "mariadb 'Y')",
       "CreateTable t; a text for:postgresql=citext not_null; b  for:sqlite=X for:mariadb=Y"},
      {"create table t as select 1 as a, 2", "CreateTableAs t {select 1 as a , 2}"},
      {"create temp table if not exists t as values (1)",
       "CreateTableAs t temp if_not_exists {values ( 1 )}"},
      {"create table t (a int) without rowid, strict", "CreateTable t; a int without_rowid strict"},
      {"create table t (a int) strict without rowid comment 'c'",
       "CreateTable t; a int without_rowid strict comment 'c'"},
      {"create table t (a int) with (mariadb.engine = 'InnoDB', fill = 7)",
       "CreateTable t; a int mariadb.engine=InnoDB fill=7"},
      {"create table t (a int comment 'it''s', b int)",
       "CreateTable t; a int comment 'it's'; b int"},
  });
}

TEST_CASE("create table: constraints of a column") {
  check({
      {"create table t (a integer primary key autoincrement, b int constraint n not null)",
       "CreateTable t; a integer pk auto; b int n:not_null"},
      {"create table t (a integer constraint p primary key desc on conflict replace autoincrement)",
       "CreateTable t; a integer p:pk desc auto conflict=replace"},
      {"create table t (a int not null on conflict ignore unique on conflict fail null)",
       "CreateTable t; a int not_null conflict=ignore unique conflict=fail null"},
      {"create table t (a text check (a in ('x, ) y', $$;$$)) check (a <> '') collate nocase)",
       "CreateTable t; a text check{a in ( 'x, ) y' , ';' )} check{a <> ''} collate=nocase"},
      {"create table t (a default 1, b default -1, c default + 1.5e3, d default 'it''s')",
       "CreateTable t; a default{1}; b default{- 1}; c default{+ 1.5e3}; d default{'it's'}"},
      {"create table t (a default \"dq\", b default x'00ff', c default null, d default true not "
       "null)",
       "CreateTable t; a default{<dq>}; b default{x'00ff'}; c default{null}; d default{true} "
       "not_null"},
      {"create table t (a default current_timestamp, b default (1 + (2 * 3)), c default bare)",
       "CreateTable t; a default{current_timestamp}; b default{( 1 + ( 2 * 3 ) )}; c "
       "default{bare}"},
      {"create table t (a timestamp default now() not null, b jsonb default '{}'::jsonb unique)",
       "CreateTable t; a timestamp default{now ( )} not_null; b jsonb default{'{}' :: jsonb} "
       "unique"},
      {"create table t (a text default 'x'::character varying(20) not null)",
       "CreateTable t; a text default{'x' :: character varying ( 20 )} not_null"},
      {"create table t (a references u, b int references s.u (x, y) match full on delete set null "
       "on "
       "update cascade not deferrable initially immediate)",
       "CreateTable t; a references u; b int references s.u(x, y) match=full delete=set_null "
       "update=cascade not_deferrable/immediate"},
      {"create table t (a int references u on update no action on delete set default on insert "
       "restrict not null deferrable initially deferred)",
       "CreateTable t; a int references u delete=set_default update=no_action deferrable/deferred "
       "not_null"},
      {"create table t (a int generated always as (b * 2) stored, c as (b) virtual, d as (1))",
       "CreateTable t; a int as{b * 2} stored; c as{b} virtual; d as{1}"},
      {"create table t (a int generated always as identity, b int generated by default as "
       "identity)",
       "CreateTable t; a int identity=always; b int identity=default"},
      {"create table t (a int constraint nothing, b int constraint x constraint y unique)",
       "CreateTable t; a int; b int y:unique"},
  });
}

TEST_CASE("create table: constraints of the table") {
  check({
      {"create table t (a int, primary key (a desc, b collate nocase) on conflict abort)",
       "CreateTable t; a int; + pk[a desc, b collate nocase] conflict=abort"},
      {"create table t (id integer, primary key (id autoincrement))",
       "CreateTable t; id integer; + pk[id] auto"},
      {"create table t (a int, constraint u unique (a) constraint f foreign key (a, b) references "
       "u "
       "(c, d) on delete restrict, check (a > 0))",
       "CreateTable t; a int; + u:unique[a]; + f:fk(a, b) references u(c, d) delete=restrict; + "
       "check{a > 0}"},
      {"create table t (a int, check ((a, b) is not (0, 0)), constraint dangling, unique "
       "(lower(a)))",
       "CreateTable t; a int; + check{( a , b ) is not ( 0 , 0 )}; + unique[lower ( a )]"},
  });
}

TEST_CASE("indexes") {
  check({
      {"create index i on t (a)", "CreateIndex i on t [a]"},
      {"create unique index if not exists main.i on t (lower(a) desc, b collate rtrim asc nulls "
       "last)",
       "CreateIndex main.i on t unique [lower ( a ) desc, b collate rtrim asc nulls=last] "
       "if_not_exists"},
      {"create index concurrently i on t using gin (a nulls first) include (b, c) where a > 0 and "
       "b",
       "CreateIndex i on t concurrently using=gin [a nulls=first] include(b, c) where a > 0 and b"},
      {"create index i on t (desc, first desc)", "CreateIndex i on t [desc, first desc]"},
      {"drop index if exists i", "DropIndex i if_exists"},
      {"drop index i on t", "DropIndex i"},
      {"alter index i rename to j", "RenameIndex i to j"},
  });
}

TEST_CASE("views and virtual tables") {
  check({
      {"create view v as select a, b from t", "CreateView v {select a , b from t}"},
      {"create temp view if not exists v (x, \"y\") as with q as (select 1) select * from q",
       "CreateView v(x, <y>) temp if_not_exists {with q as ( select 1 ) select * from q}"},
      {"create or replace view v as (select 1)", "CreateView v or_replace {( select 1 )}"},
      {"drop view if exists 'a'", "DropView <a> if_exists"},
      {"create virtual table f using fts5(body, content='a)b', (x (y)), \"q)\" -- c )\n)",
       "CreateVirtualTable f using fts5(body, content='a)b', (x (y)), \"q)\" -- c )\n)"},
      {"create virtual table if not exists f using m",
       "CreateVirtualTable f using m if_not_exists"},
      {"create virtual table f using m()", "CreateVirtualTable f using m()"},
  });
}

TEST_CASE("triggers") {
  check({
      {"create trigger r after insert on t begin delete from u; end",
       "CreateTrigger r after insert on t {delete from u ;}"},
      {"create temp trigger if not exists r before update of a, b on t for each row when new.a is "
       "not "
       "old.a begin select case when 1 then raise(abort, 'no; end;') else 0 end; /* end; */ "
       "replace "
       "into u values (1); end",
       "CreateTrigger r temp before update(a, b) on t each_row when new . a is not old . a {select "
       "case "
       "when 1 then raise ( abort , 'no; end;' ) else 0 end ; replace into u values ( 1 ) ;} "
       "if_not_exists"},
      {"create trigger r instead of delete on v begin update t set end = 1; with a as (select 1) "
       "insert "
       "into t select * from a; end",
       "CreateTrigger r instead_of delete on v {update t set end = 1 ; with a as ( select 1 ) "
       "insert "
       "into t select * from a ;}"},
      {"create trigger r update on t begin values (1); end",
       "CreateTrigger r update on t {values ( 1 ) ;}"},
      {"drop trigger if exists s.r", "DropTrigger s.r if_exists"},
  });
}

TEST_CASE("types, sequences, comments, drop table") {
  check({
      {"create type e as enum ('a', 'b')", "CreateEnum e ('a', 'b')"},
      {"drop type e", "DropEnum e"},
      {"alter type e add value 'c'", "AddEnumValue e 'c'"},
      {"alter type e add value 'c' before 'b'", "AddEnumValue e 'c' before 'b'"},
      {"alter type e add value 'c' after 'b'", "AddEnumValue e 'c' after 'b'"},
      {"alter type e rename value 'a' to 'z'", "RenameEnumValue e 'a' to 'z'"},
      {"create sequence s", "CreateSequence s"},
      {"create sequence s start with 10 increment by 2",
       "CreateSequence s {start with 10 increment by 2}"},
      {"drop sequence s", "DropSequence s"},
      {"comment on table t is 'x'", "SetTableComment t is 'x'"},
      {"comment on table t is null", "SetTableComment t"},
      {"comment on column t.c is $$y$$", "SetColumnComment t c is 'y'"},
      {"comment on column s.t.c is null", "SetColumnComment s.t c"},
      {"drop table if exists s.t", "DropTable s.t if_exists"},
  });
}

TEST_CASE("alter table: columns come, go and change their names") {
  check({
      {"alter table t add column c int not null default 0",
       "AddColumn t: c int not_null default{0}"},
      {"alter table t add c text first", "AddColumn t: c text first"},
      {"alter table t add c text default 'x' after b", "AddColumn t: c text default{'x'} after b"},
      {"alter table t drop column c", "DropColumn t c"},
      {"alter table t drop c cascade", "DropColumn t c cascade"},
      {"alter table t drop strict_mode, drop column strict",
       "DropColumn t strict_mode | DropColumn t strict"},
      {"alter table t rename column a to b", "RenameColumn t a to b"},
      {"alter table t rename a to \"B\"", "RenameColumn t a to <B>"},
      {"alter table t rename column to b", "RenameColumn t column to b"},
      {"alter table s.t rename to u", "RenameTable s.t to u"},
      {"alter table t reorder columns (b, a)", "ReorderColumns t (b, a)"},
      {"alter table t add a int, drop b, rename c to d",
       "AddColumn t: a int | DropColumn t b | RenameColumn t c to d"},
  });
}

TEST_CASE("alter table: what a column is") {
  check({
      {"alter table t alter column c type varchar(200)", "SetType t c varchar(200)"},
      {"alter table t alter c type bigint using cast(c as bigint) set not null fill 0 set default "
       "0",
       "SetType t c bigint using cast ( c as bigint ) | SetNotNull t c fill 0 | SetDefault t c "
       "{0}"},
      {"alter table t alter c set data type int", "SetType t c int"},
      {"alter table t alter c type text for postgresql $$ citext $$",
       "SetType t c text for:postgresql=citext"},
      {"alter table t alter c set constraint n not null on conflict replace",
       "SetNotNull t c named n conflict=replace"},
      {"alter table t alter c set not null fill case when type is null then 'a' else b end type "
       "text",
       "SetNotNull t c fill case when type is null then 'a' else b end | SetType t c text"},
      {"alter table t alter c drop not null drop default drop collate drop as drop autoincrement",
       "DropNotNull t c | DropDefault t c | DropCollation t c | DropGenerated t c | "
       "DropAutoincrement t "
       "c"},
      {"alter table t alter c set default current_timestamp, alter d set default (a, b)",
       "SetDefault t c {current_timestamp} | SetDefault t d {( a , b )}"},
      {"alter table t alter c set collate nocase set as (a + 1) stored set autoincrement",
       "SetCollation t c nocase | SetGenerated t c as{a + 1} stored | SetAutoincrement t c"},
      {"alter table t alter c first, alter column d type int after c drop not null",
       "MoveColumn t c first | SetType t d int | MoveColumn t d after c | DropNotNull t d"},
      {"alter table t alter c comment 'x' set default 'y' comment null",
       "SetColumnComment t c is 'x' | SetDefault t c {'y'} | SetColumnComment t c"},
  });
}

TEST_CASE("alter table: constraints and options") {
  check({
      {"alter table t add constraint u unique (a, b)", "AddConstraint t u:unique[a, b]"},
      {"alter table t add primary key (a), add check (a > 0)",
       "AddConstraint t pk[a] | AddConstraint t check{a > 0}"},
      {"alter table t add constraint f foreign key (a) references u (b) on delete cascade",
       "AddConstraint t f:fk(a) references u(b) delete=cascade"},
      {"alter table t drop constraint n", "DropConstraint t n"},
      {"alter table t drop primary key", "DropPrimaryKey t"},
      {"alter table t drop unique (a, b)", "DropUnique t (a, b)"},
      {"alter table t drop foreign key (a)", "DropForeignKey t (a)"},
      {"alter table t drop foreign key (a) references u, drop foreign key (b)",
       "DropForeignKey t (a) to u | DropForeignKey t (b)"},
      {"alter table t drop check (a in (1, 2))", "DropCheck t {a in ( 1 , 2 )}"},
      {"alter table t rename constraint a to b", "RenameConstraint t a to b"},
      {"alter table t alter constraint f on delete cascade on update set null",
       "AlterForeignKey t named f delete cascade update set_null"},
      {"alter table t alter foreign key (a, b) deferrable initially deferred on delete restrict",
       "AlterForeignKey t(a, b) delete restrict  deferrable/deferred"},
      {"alter table t set strict, drop strict", "SetStrict t on | SetStrict t off"},
      {"alter table t set without rowid, drop without rowid",
       "SetWithoutRowid t on | SetWithoutRowid t off"},
  });
}

TEST_CASE("data, assertions, raw SQL") {
  check({
      {"insert into t (a) values (1, 'x'), (2, x'0f')",
       "Data {insert into t ( a ) values ( 1 , 'x' ) , ( 2 , x'0f' )}"},
      {"replace into t select * from u", "Data {replace into t select * from u}"},
      {"update t set a = :v || tags[1], b = [order] where c ->> '$.x' = 1",
       "Data {update t set a = :v || tags [ 1 ] , b = <order> where c ->> '$.x' = 1}"},
      {"delete from t", "Data {delete from t}"},
      {"with x as (select 1) insert into t select * from x",
       "Data {with x as ( select 1 ) insert into t select * from x}"},
      {"assert (select count(*) from t) = 0 and case when a then b else c end else 'no'",
       "Assert {( select count ( * ) from t ) = 0 and case when a then b else c end} else 'no'"},
      {"execute $$ a; b $$", "Execute () ' a; b ' {}"},
      {"execute for postgresql, mariadb 'x' declares { create table t (a); drop view v; }",
       "Execute (postgresql, mariadb) 'x' {CreateTable t; a\nDropView v}"},
  });
}

TEST_CASE("loops, dialects, notes") {
  check({
      {"for (a, b) in (('x', 1), ('y', -2.5)) { delete from t; }",
       "For (a, b) in [['x', 1], ['y', -2.5]] {Data {delete from t}}"},
      {"for k, v in { 'x': ['a', $$b$$], 2: [null, true] } { for w in v { drop table t; } }",
       "For (k, v) in [['x', ['a', 'b']], [2, [null, true]]] {For (w) in v {DropTable t}}"},
      {"for v in [x'00', 'z'] { }", "For (v) in [x'00', 'z'] {}"},
      {"on sqlite { drop table a; drop table b; }", "On (sqlite) {DropTable a\nDropTable b}"},
      {"on postgresql, mariadb { for x in (1) { drop view v; } }",
       "On (postgresql, mariadb) {For (x) in [1] {DropView v}}"},
      {"allow drop_table 'old'; allow other 'too'; drop table t; drop table u",
       "allow drop_table 'old' allow other 'too' DropTable t\nDropTable u"},
      {"allow r 'why'; on sqlite { allow s 'so'; drop view v; }",
       "allow r 'why' On (sqlite) {allow s 'so' DropView v}"},
      {";; drop table t;", "DropTable t"},
  });
}

TEST_CASE("spans cover what was written, and no more") {
  const test::Parsed parsed = parse_statements(
      "-- c\n create table s.t (a int not null , b text) /* x */ ;\n"
      "alter table \"T\" add constraint u unique ( a ) , drop foreign key ( a, b ) ;\n"
      "for x in ( 'a' ) { drop table x; } -- end\n");
  REQUIRE(parsed.statements.size() == 3);
  const auto text = [&](const ir::Span& span) { return std::string(parsed.sources.text(span)); };
  CHECK(text(parsed.statements[0].written) == "create table s.t (a int not null , b text)");
  CHECK(text(parsed.statements[2].written) == "for x in ( 'a' ) { drop table x; }");

  const auto& created = std::get<std::vector<ir::Operation>>(parsed.statements[0].content);
  const ir::Table& table = std::get<ir::CreateTable>(created.at(0)).table;
  CHECK(text(table.written) == text(parsed.statements[0].written));
  CHECK(text(table.name.written) == "s.t");
  CHECK(text(table.columns[0].written) == "a int not null");
  CHECK(text(table.columns[0].type->written) == "int");
  CHECK(text(table.columns[0].constraints[0].written) == "not null");

  const auto& altered = std::get<std::vector<ir::Operation>>(parsed.statements[1].content);
  const auto& alter = std::get<ir::AlterTable>(altered.at(0));
  CHECK(text(alter.table.written) == "\"T\"");
  const auto& added = std::get<ir::AddConstraint>(alter.alteration);
  CHECK(text(added.constraint.written) == "constraint u unique ( a )");
  CHECK(text(std::get<ir::DropForeignKey>(std::get<ir::AlterTable>(altered.at(1)).alteration)
                 .written) == "( a, b )");

  const auto& loop = std::get<ast::For>(parsed.statements[2].content);
  CHECK(text(std::get<ast::Value>(loop.over).written) == "( 'a' )");
  CHECK(text(loop.body.at(0).written) == "drop table x");
}
