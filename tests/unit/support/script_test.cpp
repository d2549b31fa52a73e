#include "tests/support/script.hpp"

#include <catch2/catch.hpp>

using namespace migc::support;

TEST_CASE("a text is cut where its statements end") {
  const auto statements = statements_of(
      ".bail on\n-- why;\nselect ';'; create trigger r after insert on t begin select 1; end;\n"
      ".mode list\n/* a; */ select 2; -- tail\n");
  REQUIRE(statements.size() == 3);
  CHECK(first_word(statements[0]) == "select");
  CHECK(statements[1] == " create trigger r after insert on t begin select 1; end;");
  CHECK(statements[2] == "\n/* a; */ select 2;");
}

TEST_CASE("commands to the shell are dropped behind comments, too") {
  const auto statements =
      statements_of("-- why\n-- how\n.bail on\n.timeout 5\n\nselect 1;\n-- x\n");
  REQUIRE(statements.size() == 1);
  CHECK(statements[0] == "\n\nselect 1;");
}

TEST_CASE("a script tells when its transactions end, and stops at an error") {
  const Database database;
  int committed = 0;
  const std::string script =
      "create table t (a);/*\n; */ begin; insert into t values (1); commit;"
      "begin; insert into t values (2); commit;";
  run_script(database, script, [&] { ++committed; });
  CHECK(committed == 2);
  CHECK_THROWS_WITH(run_script(database, "insert into t values (3); nonsense;", [] {}),
                    Catch::Contains("nonsense"));
  CHECK(query(database.handle(), "select count(*) from t")[0][0] == "3");
}

TEST_CASE("a copy has the content and is another database") {
  const Database source, target;
  source.run("create table t (a); insert into t values (1)");
  copy_into(target, source);
  target.run("insert into t values (2)");
  CHECK(query(source.handle(), "select count(*) from t")[0][0] == "1");
  CHECK(query(target.handle(), "select count(*) from t")[0][0] == "2");
}
