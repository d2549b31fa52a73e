#include "compiler/syntax/checksum.hpp"

#include <catch2/catch.hpp>

using migc::syntax::checksum;

namespace {

std::string of(const std::string& statements, const std::string& dialect = "sqlite") {
  return checksum("revision a;\nupgrade {\n" + statements + "\n}\ndowngrade auto;\n", dialect);
}

const std::string create =
    "create table t (id integer primary key, name varchar(10) default 'x y');";

}  // namespace

TEST_CASE("a checksum is about what the upgrade does") {
  CHECK(of(create).size() == 32);
  const auto [changed] = GENERATE(table<std::string>({
      {"create table t (id integer primary key, name varchar(11) default 'x y');"},
      {"create table t (id integer primary key, name varchar(10) default 'x  y');"},
      {"create table t (id integer primary key, name varchar(10) default 'X y');"},
      {"create table u (id integer primary key, name varchar(10) default 'x y');"},
      {"create table t (id integer primary key, name varchar(1 0) default 'x y');"},
      {"create table t (id integer primary key); alter table t add column name varchar(10);"},
      {""},
  }));
  CAPTURE(changed);
  CHECK(of(changed) != of(create));
}

TEST_CASE("a checksum passes over what changes no meaning") {
  const auto [same] = GENERATE(table<std::string>({
      {"CREATE TABLE t(\n  id INTEGER PRIMARY KEY,\r\n  name VARCHAR(10) DEFAULT 'x y'\n);"},
      {"-- a comment; with { marks\n" + create + " /* and '\" more */"},
      {"allow data_loss 'it''s meant';\n" + create + ";;"},
      {"create table \"t\" (\"id\" integer primary key, name varchar(10) default 'x y');"},
      {create + " on postgresql { drop table t; }"},
      {"on sqlite, mariadb { " + create + " }"},
      {create + " execute for postgresql $$ drop table t; $$;"},
  }));
  CAPTURE(same);
  CHECK(of(same) == of(create));
}

TEST_CASE("a checksum passes over white space in the list of a loop") {
  CHECK(of("for v in ['a', 'b'] { delete from t where x = :v; }") ==
        of("for v in [ 'a' ,'b' -- c\n ] {delete from t where x=:v;}"));
}

TEST_CASE("a checksum passes over the header and the downgrade") {
  const std::string file = "-- first\nrevision b; revises a; message 'upgrade { }';\nupgrade { " +
                           create + " }\ndowngrade { drop table t; }\n";
  CHECK(checksum(file, "sqlite") == of(create));
}

TEST_CASE("a checksum reads blocks of other dialects for those") {
  const std::string statements = create + " on postgresql { drop table t; }";
  CHECK(of(statements, "postgresql") != of(statements, "sqlite"));
  CHECK(of("execute for sqlite $$ x $$;") != of(""));
  CHECK(of("execute $$ x\r\ny $$;") == of("execute $$ x\ny $$;"));
  CHECK(of("execute $$ x; } $$;") != of("execute $$ x; $$;"));
}

TEST_CASE("a checksum of a text that does not parse is one, too") {
  for (const char* text :
       {"", "revision a; upgrade", "upgrade {", "upgrade { 'abc", "} } upgrade { } }",
        "upgrade { $$ a", "upgrade { [", "upgrade { on", "upgrade { execute for"})
    CHECK(checksum(text, "sqlite").size() == 32);
}

TEST_CASE("a checksum is the same on every machine and for every version") {
  CHECK(of("") == "99aa06d3014798d86001c324468d497f");
  CHECK(of(create) == "1c25a58f0a0e503f095bc14ff23f8928");
}
