#include "compiler/verify/fresh.hpp"

#include <catch2/catch.hpp>

#include "compiler/backends/backend.hpp"
#include "compiler/dialects/dialects.hpp"
#include "compiler/graph/path.hpp"
#include "tests/memory/compilation.hpp"
#include "tests/support/database.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/files.hpp"
#include "tests/support/process.hpp"
#include "tests/support/project.hpp"
#include "tests/support/rows.hpp"
#include "tests/unit/verify/fresh_cases.hpp"

using namespace migc;

namespace {

memory::Compilation compiled(const std::vector<std::string>& upgrades) {
  std::vector<memory::TextFile> files;
  for (std::size_t at = 0; at < upgrades.size(); ++at) {
    const std::string id = "r" + std::to_string(at);
    files.push_back(
        {id + ".mig",
         support::mig_file(
             {.id = id,
              .parent = at == 0 ? "" : files.back().path.substr(0, files.back().path.size() - 4),
              .upgrade = upgrades[at],
              .downgrade = "downgrade irreversible 'no';"})});
  }
  return memory::compile(files, memory::Form::lossy);
}

std::optional<backends::Plan> fresh_plan(memory::Compilation& made) {
  const graph::Graph& graph = made.project.graph;
  const auto path = graph::upgrade(graph, {}, {graph.heads(), {}}, made.diagnostics);
  return verify::fresh_plan(made.project, *path, made.diagnostics);
}

std::string text_of(const backends::Plan& plan) {
  const backends::Backend& backend = *backends::find_backend("sqlite");
  return memory::script_of(plan, backend);
}

/// What SQLite's shell makes of a script.
class FromShell {
 public:
  explicit FromShell(const std::string& script)
      : outcome_(support::run({"sqlite3", "-bail", folder_.path("one.db")}, script)),
        database_(folder_.path("one.db")) {}
  [[nodiscard]] const support::Outcome& outcome() const { return outcome_; }
  [[nodiscard]] sqlite3* handle() const { return database_.handle(); }

 private:
  support::TemporaryDirectory folder_;
  support::Outcome outcome_;
  support::Database database_;
};

/// How the databases differ that a plan and the revisions one by one leave.
std::string differences(const memory::Compilation& made, const backends::Plan& plan) {
  const support::Database one_by_one;
  for (const memory::Scripts& scripts : made.scripts) one_by_one.run(scripts.up);
  const FromShell at_once(text_of(plan));
  const std::vector<std::string> log = {"migc_log"};
  return at_once.outcome().errors +
         support::difference(support::read_facts(one_by_one.handle(), log),
                             support::read_facts(at_once.handle(), log)) +
         support::difference(support::read_rows(one_by_one.handle(), log),
                             support::read_rows(at_once.handle(), log));
}

}  // namespace

TEST_CASE("in one step there is what the revisions leave one by one") {
  for (const verify::FreshCase& one : verify::fresh_cases()) {
    INFO(one.what);
    memory::Compilation made = compiled(one.upgrades);
    INFO(made.complaints());
    REQUIRE(made.scripts.size() == one.upgrades.size());
    const auto plan = fresh_plan(made);
    UNSCOPED_INFO(made.complaints());
    CHECKED_IF(plan.has_value()) {
      CHECK(plan->log.size() == one.upgrades.size());
      CHECK(differences(made, *plan) == "");
    }
  }
}

TEST_CASE("what cannot be made in one step is refused with the statement") {
  for (const verify::RefusedCase& one : verify::refused_cases()) {
    INFO(one.what);
    memory::Compilation made = compiled(one.upgrades);
    INFO(made.complaints());
    REQUIRE(made.scripts.size() == one.upgrades.size());
    CHECK_FALSE(fresh_plan(made).has_value());
    UNSCOPED_INFO(made.complaints());
    CHECKED_IF(made.diagnostics.all().size() == 1) {
      const diagnostics::Diagnostic& said = made.diagnostics.all().front();
      CHECK(std::string(said.id) == one.kind);
      CHECK(std::string(made.sources.text(said.place)).starts_with(one.statement));
    }
  }
}

TEST_CASE("what a revision without a transaction leaves can be made in one") {
  memory::Compilation made = memory::compile(
      {{"a.mig",
        "revision a; transaction off; upgrade { create table t (a text); insert into t values (1); "
        "execute $$ vacuum $$; } downgrade irreversible 'no';"}},
      memory::Form::framed);
  const auto plan = fresh_plan(made);
  INFO(made.complaints());
  REQUIRE(plan);
  CHECK(plan->script.transactional);
  CHECK(differences(made, *plan) == "");
}

TEST_CASE("several roots and branches in one step") {
  const auto file = [](const std::string& id, const std::string& header,
                       const std::string& upgrade) {
    return memory::TextFile{id + ".mig", "revision " + id + "; " + header + " upgrade { " +
                                             upgrade + " } downgrade irreversible 'no';"};
  };
  memory::Compilation made =
      memory::compile({file("a", "", "create table t (a text);"),
                       file("b", "revises a;", "insert into t values ('b');"),
                       file("c", "revises a;", "insert into t values ('c');"),
                       file("x", "", "create table u (a text); insert into u values ('x');"),
                       file("d", "revises b, c;", "update t set a = upper(a);")},
                      memory::Form::framed);
  const auto plan = fresh_plan(made);
  INFO(made.complaints());
  REQUIRE(plan);
  CHECK(plan->version.after == std::vector<std::string>{"d", "x"});
  CHECK(plan->log.size() == 5);
  CHECK(differences(made, *plan) == "");
}

TEST_CASE("rows of many statements are one step for a program that goes on after errors") {
  memory::Compilation made = compiled(
      {"create table t (a text, b text); insert into t with recursive n (i) as (select 1 union all "
       "select i + 1 from n where i < 5000) select 'row ' || i, 'new' from n;"});
  const auto plan = fresh_plan(made);
  REQUIRE(plan);
  CHECK(plan->script.actions.at(1).statements.size() > 1);
  CHECK(differences(made, *plan) == "");
  backends::find_backend("sqlite")->check_runner(*plan, backends::Runner::driver, made.diagnostics);
  CHECK(made.complaints() == "");
}
