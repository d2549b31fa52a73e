#include <catch2/catch.hpp>
#include <chrono>
#include <string>

#include "tests/unit/syntax/parsed.hpp"

using namespace migc;
using test::parse_file;
using test::parse_statements;

namespace {

std::string repeated(const std::string& text, int times) {
  std::string all;
  all.reserve(text.size() * static_cast<std::size_t>(times));
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

/// One statement of nearly every kind.
const std::string good_file = R"(revision 005_x; -- a comment
revises 004, "003";
depends on other;
label l;
message 'it''s';
created '2025-01-11 12:00:00';
describe $$ long $$;
transaction off;
upgrade {
  create temp table if not exists s."T" (a int constraint n not null default (1 + 2) check (a > 0),
    b varchar(10) references u (c) on delete set null deferrable initially deferred,
    c text as (lower(b)) stored, constraint k primary key (a desc) on conflict fail,
    foreign key (a, b) references v) without rowid, strict with (mariadb.engine = 'x');
  create unique index i on t (lower(a) collate nocase desc nulls last) include (b) where a[1] > 0;
  create trigger r instead of update of a on t for each row when new.a begin
    select case when 1 then 2 end; insert into t values (x'0f', :p, ?1); end;
  create virtual table f using fts5(a, 'b)', (c));
  create type e as enum ('a', 'b');
  alter table t add column c text after b, drop unique (a), rename a to b, alter c type text using a || b
    set not null fill case when a then b else c end drop default, reorder columns (a, b);
  comment on column t.c is null;
  allow r 'why';
  for k, v in { 'x': ['a', -1.5], 'y': (null) } { on sqlite { update t set a = :k where b ->> '$' = 1; } }
  execute for postgresql, mariadb $t$ x $t$ declares { create view w (a) as select 1; }
  assert (select 1) = 1 else 'no';
}
downgrade irreversible 'gone';
)";

}  // namespace

TEST_CASE("the sample that is cut up below is a good file") {
  CHECK(parse_file(good_file).complaints().empty());
}

TEST_CASE("a file that ends anywhere is no more than an error") {
  for (std::size_t length = 0; length < good_file.size() - 1; ++length) {
    const test::Parsed parsed = parse_file(good_file.substr(0, length));
    CAPTURE(length);
    CHECK(parsed.diagnostics.errors() > 0);
    CHECK(parsed.diagnostics.errors() < 4);
  }
}

TEST_CASE("a file with any byte gone or doubled still ends in a result") {
  for (std::size_t at = 0; at < good_file.size(); ++at) {
    std::string without = good_file;
    without.erase(at, 1);
    (void)parse_file(without);
    std::string with = good_file;
    with.insert(at, 1, with[at]);
    (void)parse_file(with);
    (void)parse_statements(good_file.substr(at));
  }
}

TEST_CASE("depth has a limit, whatever is nested") {
  const auto [opener, before] = GENERATE(table<std::string, std::string>({
      {"(", "update t set a = "},
      {"a[", "update t set a = "},
      {"case when ", "alter table t alter c set default "},
      {"(", "create table t (a int check (1"},
      {"(", "create virtual table t using m "},
      {"(", "for x in "},
      {"[", "for x in ["},
      {"{ 1 : ", "for x in "},
      {"on a {", ""},
      {"for x in y {", ""},
      {"execute 'x' declares {", ""},
  }));
  CAPTURE(opener, before);
  const test::Parsed parsed = parse_statements(before + repeated(opener, 1'000'000));
  REQUIRE(parsed.diagnostics.all().size() >= 1);
  CHECK(parsed.diagnostics.all().front().text.starts_with("nested more than "));
}

TEST_CASE("what people nest is far below the limit") {
  const std::string deep = repeated("(", 190) + "1" + repeated(")", 190);
  CHECK(parse_statements("update t set a = " + deep + ";").complaints().empty());
  CHECK(parse_statements(repeated("on a {", 15) + repeated("}", 15)).complaints().empty());
}

TEST_CASE("time is linear in what is wrong") {
  const auto text = GENERATE(
      repeated("'", 200'001), repeated("$a$ $b$ ", 50'000), repeated("create trigger r ;", 10'000),
      repeated("create trigger r begin insert ;", 10'000), repeated("{", 200'000),
      repeated("}", 10'000), repeated("x {", 100'000), repeated("update t set a = (;", 10'000),
      repeated("\"", 200'001), repeated("/*", 200'000), repeated("drop table t\n", 10'000),
      repeated("for x in {;", 10'000));
  CAPTURE(text.substr(0, 20));
  const auto begin = std::chrono::steady_clock::now();
  (void)parse_statements(text);
  (void)parse_file("revision a; upgrade {" + text);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
}
