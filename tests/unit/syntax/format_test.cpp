#include "compiler/syntax/format.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <variant>

#include "compiler/ir/print.hpp"
#include "compiler/syntax/checksum.hpp"
#include "tests/unit/syntax/parsed.hpp"

using namespace migc;
namespace fs = std::filesystem;

namespace {

std::string laid_out(const std::string& text) {
  const auto result = syntax::format(text);
  REQUIRE(result);
  return *result;
}

/// The layout of a text has a layout of its own, which is itself, and says the same.
void check_stable(const std::string& text) {
  const std::string once = laid_out(text);
  CHECK(laid_out(once) == once);
  CHECK(syntax::checksum(once, "sqlite") == syntax::checksum(text, "sqlite"));
  const bool over_lines = text.find("/*") != text.npos || text.find('\'') != text.npos;
  if (!over_lines) CHECK(once.find(" \n") == once.npos);
}

/// The parts of a case that are `.mig` files.
std::vector<std::string> files_in_case(const std::string& text) {
  std::vector<std::string> files;
  for (std::size_t at = text.find("\n=== "); at != text.npos; at = text.find("\n=== ", at + 1)) {
    const std::size_t line = text.find('\n', at + 1);
    const bool is_file = text.substr(at, line - at).ends_with(".mig");
    if (is_file) files.push_back(text.substr(line + 1, text.find("\n===", line) - line));
  }
  return files;
}

}  // namespace

TEST_CASE("what is in its layout stays as it is") {
  const char* texts[] = {
      "",
      "revision a;\n",
      "revision a;\nrevises  b, c;\ndepends on d;\n\nupgrade {\n}\n\ndowngrade auto;\n",
      "-- first\nrevision a; -- behind\n-- between\nlabel    b;\n\n-- of the block\nupgrade {\n"
      "  -- before\n  drop table t; -- behind it\n\n  -- apart\n  drop table u;\n  -- last\n}\n\n"
      "downgrade irreversible 'why';\n-- end\n",
      "create table t (\n  a int, -- one\n  -- two\n  b int\n  -- three\n);\n",
      "alter table t\n  add column a int,\n  drop column b;\n",
      "alter table t add column a int;\n",
      "create view v as\nselect a,\n       b\n  from t;\n",
      "for (a, b) in (('x', 'y')) {\n  update t set a = :a;\n}\n",
      "execute $$\n  select   1;\n$$ declares {\n  drop table t;\n};\n",
      // `[` begins a name, a list of a loop or a subscript
      "create table [a;b} 'c] (\n  [d\ne;] int,\n  f int[]\n);\n",
      "for [x;], y in [['a]', 1], [';', 2]] {\n  insert into t ([}]) values (:y);\n}\n",
      "for k, v in { 'a': ['x]'] } {\n  drop table t;\n}\n",
      "create view v as select a[1+ 2][b['x;']], [c;'] from [a;b];\ndrop table u;\n",
      "create virtual table m using fts5(a, [b;'], tokenize = ';');\n",
      "create virtual table m using fts5(a,b  ,\n   c-- the last\n, tokenize='x'  );\n",
  };
  for (const std::string text : texts) CHECK(laid_out(text) == text);
}

TEST_CASE("what a layout changes is white space") {
  CHECK(laid_out("\xEF\xBB\xBFupgrade{ }\r\n") == "upgrade {\n}\n");
  CHECK(laid_out("insert into t values( 1 ,'a  b' , $$ c\n d $$ );") ==
        "insert into t values(1, 'a  b', $$ c\n d $$);\n");
  CHECK(laid_out("select [a  b] from t;") == "select [a  b] from t;\n");
  CHECK(laid_out("drop table t;\n\n\n\ndrop table u;") == "drop table t;\n\ndrop table u;\n");
  CHECK(laid_out("create table t(a type for sqlite 'x', for postgresql 'y',b);") ==
        "create table t (\n  a type for sqlite 'x', for postgresql 'y',\n  b\n);\n");
}

TEST_CASE("what is printed is in its layout") {
  const std::string text =
      "create table t (id integer primary key, a text not null default 'x', unique (a)) strict;"
      "create index i on t (a desc) where a > 1; create view v as select a from t;"
      "alter table t add b, drop c, alter d set not null fill 0; drop table u;";
  const test::Parsed parsed = test::parse_statements(text);
  for (const ast::Statement& statement : parsed.statements) {
    std::vector<ir::Step> steps;
    for (const ir::Operation& one : std::get<std::vector<ir::Operation>>(statement.content))
      steps.push_back({one, {}});
    for (const ir::Statement& printed : ir::print(steps))
      CHECK(laid_out(printed.text) == printed.text + "\n");
  }
}

TEST_CASE("real files have a layout that is stable") {
  for (const fs::path folder :
       {"migrations", "tests/cases", "tests/cli/cases", "tests/inject/cases", "../shared/corpus"}) {
    if (!fs::is_directory(folder)) continue;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
      CAPTURE(entry.path());
      const std::string extension = entry.path().extension().string();
      if (extension == ".mig" || extension == ".sql") check_stable(test::read(entry.path()));
      if (extension == ".case")
        for (const std::string& file : files_in_case(test::read(entry.path()))) check_stable(file);
    }
  }
}

TEST_CASE("any text at all has a stable layout, or is left alone") {
  for (const std::string text :
       {"{", "}", "}}{{", "'", "\"", "$$", "/*", "--", "create table (", "create table t (a,,", "[",
        "alter table t add a, (", "for { } {", "upgrade { upgrade {", ";;;", "a\0b", "$a$ $b$"}) {
    CAPTURE(text);
    if (const auto once = syntax::format(text)) CHECK(syntax::format(*once) == once);
  }
}
