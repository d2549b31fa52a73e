#include "compiler/lower/lower.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "compiler/dialects/dialects.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/dialects/sqlite/rules/rules.hpp"
#include "compiler/syntax/parse.hpp"

namespace migc::lower {

namespace {

struct Lowered {
  std::vector<ir::Step> steps;
  std::vector<std::string> errors;
};

Lowered lowered(const std::string& text, const Options& options = {backends::sqlite::rules()}) {
  source::SourceSet sources;
  diagnostics::Diagnostics said;
  const std::uint32_t file = sources.add("test.mig", text);
  Lowered result{lower(syntax::parse_statements(sources, file, said), options, said), {}};
  for (const auto& one : said.all())
    result.errors.push_back(one.text + " @ " + std::string(sources.text(one.place)));
  return result;
}

/// The data statements, and for others what stands for them.
std::vector<std::string> texts(const Lowered& result) {
  std::vector<std::string> all;
  for (const ir::Step& step : result.steps)
    if (const auto* data = std::get_if<ir::Data>(&step.operation))
      all.push_back(backends::sqlite::print(data->statement));
    else if (const auto* execute = std::get_if<ir::Execute>(&step.operation))
      all.push_back("execute " + execute->sql);
    else
      all.push_back(step.declared ? "declared" : "other");
  return all;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("loops are unrolled, their variables become literals") {
  const auto [text, expected] = GENERATE(table<std::string, Texts>({
      {"for x in (1, 2) { update t set a = :x; }", {"update t set a = 1", "update t set a = 2"}},
      {"for (c, k) in (('a', 'it''s'), ('b', 'y')) { update t set c = :c where k like '%' || :k; }",
       {"update t set c = 'a' where k like '%' || 'it''s'",
        "update t set c = 'b' where k like '%' || 'y'"}},
      {"for c, ks in { 'a': ['x', 'y'], 'b': ['z'] } { for k in ks { update t set c = :c, k = :k; "
       "} }",
       {"update t set c = 'a', k = 'x'", "update t set c = 'a', k = 'y'",
        "update t set c = 'b', k = 'z'"}},
  }));
  const Lowered result = lowered(text);
  CHECK(result.errors == Texts{});
  CHECK(texts(result) == expected);
}

TEST_CASE("a loop that cannot be unrolled says why") {
  const auto [text, error] = GENERATE(table<std::string, std::string>({
      {"update t set a = :x;",
       "no loop variable `x`: `:name` refers to a variable of a `for` around the statement @ :x"},
      {"for (a, b) in ((1, 2, 3)) { delete from t; }",
       "3 value(s) here for 2 variables: each element needs one value for each variable @ (1, 2, "
       "3)"},
      {"for x in ([1]) { update t set a = :x; }",
       "`:x` is a list: loop over it with another `for` @ :x"},
      {"for x in (1) { for y in z { delete from t; } }",
       "no loop variable `z`: `:name` refers to a variable of a `for` around the statement @ z"},
      {"for x in (1) { for y in x { delete from t; } }",
       "`x` is a single value: `for` needs a list `(…, …)`, `[…]` or a map `{ …: … }` @ x"},
  }));
  CHECK(lowered(text).errors == Texts{error});
}

TEST_CASE("statements for other dialects are left out") {
  const std::string text =
      "on postgresql, mariadb { delete from a; } on sqlite { delete from b; }"
      "execute for postgresql $$ x $$; execute $$ y $$ declares { create table c (a int); }";
  CHECK(texts(lowered(text + ";")) == Texts{"delete from b", "execute  y ", "declared"});
  const Options postgresql{backends::rules_of("postgresql")};
  CHECK(texts(lowered(text + ";", postgresql)) ==
        Texts{"delete from a", "execute  x ", "execute  y ", "declared"});
  CHECK(lowered("on postgres { delete from a; }").errors ==
        Texts{"no dialect `postgres`: use `sqlite`, `postgresql` or `mariadb` @ postgres"});
}

TEST_CASE("constraints without a name get the convention's") {
  Options options{backends::sqlite::rules()};
  options.naming = {{"pk", "pk_{table}"},
                    {"uq", "uq_{table}_{columns}"},
                    {"fk", "fk_{table}_{columns}_{referred_table}"},
                    {"ck", "ck_{table}_{n}"}};
  const Lowered result = lowered(
      "create table t (a int primary key, b int unique, c int references u (d), check (a > 0),"
      " constraint mine unique (b, c), unique (a, c), check (b > 0));",
      options);
  REQUIRE(result.errors == Texts{});
  CHECK(backends::sqlite::print(std::get<ir::CreateTable>(result.steps.at(0).operation).table,
                                schema::Schema(backends::sqlite::rules())) ==
        "CREATE TABLE t (\n"
        "  a INT CONSTRAINT pk_t PRIMARY KEY,\n"
        "  b INT CONSTRAINT uq_t_b UNIQUE,\n"
        "  c INT CONSTRAINT fk_t_c_u REFERENCES u (d),\n"
        "  CONSTRAINT ck_t_1 CHECK (a > 0),\n"
        "  CONSTRAINT mine UNIQUE (b, c),\n"
        "  CONSTRAINT uq_t_a_c UNIQUE (a, c),\n"
        "  CONSTRAINT ck_t_2 CHECK (b > 0)\n"
        ")");
  CHECK(lowered("alter table t add check (a > 1);", options).errors.size() == 1);
}

TEST_CASE("SQLite has one schema") {
  CHECK(lowered("create table main.t (a int); drop table temp.t;").errors == Texts{});
  CHECK(lowered("create table audit.t (a int);").errors ==
        Texts{"SQLite has no schema `audit`: write only `t`, or put the statement into `on DIALECT "
              "{ … }` @ audit.t"});
}

}  // namespace migc::lower
