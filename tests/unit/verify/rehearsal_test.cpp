#include "compiler/verify/rehearsal.hpp"

#include <catch2/catch.hpp>
#include <functional>

#include "compiler/backends/backend.hpp"
#include "compiler/dialects/dialects.hpp"
#include "tests/memory/compilation.hpp"
#include "tests/support/project.hpp"

using namespace migc;

namespace {

using Edit = std::function<void(backends::Script&)>;

/// The ids of what the rehearsal of `r2` says, where its script is not what the emitter made.
std::string rehearse(const std::string& create, const std::string& change, const Edit& edit) {
  const std::string irreversible = "downgrade irreversible 'no';";
  memory::Compilation made = memory::compile(
      {{"r1.mig", support::mig_file({.id = "r1", .upgrade = create, .downgrade = irreversible})},
       {"r2.mig", support::mig_file(
                      {.id = "r2", .parent = "r1", .upgrade = change, .downgrade = irreversible})}},
      memory::Form::bare);
  INFO(made.complaints());
  diagnostics::Diagnostics said;
  verify::Rehearsal rehearsal(*backends::find_backend("sqlite"), made.sources, said);
  const pipeline::Rehearse hook = rehearsal.hook();
  pipeline::for_each_revision(
      made.project, made.diagnostics, [](const pipeline::Compiled&, const schema::Schema&) {},
      {hook.engine, [&](const pipeline::Block& block) {
         backends::Script script = block.script;
         if (block.plan.revision == "r2" && edit) edit(script);
         hook.block({block.plan, script, block.after, block.begin, block.steps});
       }});
  std::string ids;
  for (const diagnostics::Diagnostic& one : said.all())
    ids += (ids.empty() ? "" : " ") + std::string(one.id);
  return ids;
}

/// Edits the statements that contain a text: the text becomes another; without one they are left
/// out.
Edit with(const std::string& text, const std::optional<std::string>& other) {
  return [=](backends::Script& script) {
    for (backends::Action& action : script.actions)
      for (auto at = action.statements.begin(); at != action.statements.end();) {
        const std::size_t place = at->text.find(text);
        if (place == std::string::npos) {
          ++at;
        } else if (other) {
          at->text.replace(place, text.size(), *other);
          ++at;
        } else {
          at = action.statements.erase(at);
        }
      }
  };
}

constexpr const char* before =
    "create table p (id integer primary key);\n"
    "create table t (id integer primary key, a text not null default 'x', b integer references "
    "p);\n"
    "create index ix on t (a);\n"
    "create trigger tr after insert on t begin update p set id = new.id where id = -1; end;\n"
    "create view v as select a, b from t;\n"
    "create view w as select * from v;\n";

constexpr const char* rebuild = "alter table t add constraint ck check (b > 0);\n";

}  // namespace

TEST_CASE("what the emitter makes passes its rehearsal") {
  CHECK(rehearse(before, rebuild, {}).empty());
  CHECK(rehearse(before, "alter table t rename column a to c;\n", {}).empty());
  CHECK(rehearse(before, "alter table t drop column b cascade;\n", {}).empty());
}

TEST_CASE("a rebuild that loses something differs from the model") {
  CHECK(rehearse(before, rebuild, with(" NOT NULL", "")) == "E0753");
  CHECK(rehearse(before, rebuild, with(" DEFAULT 'x'", "")) == "E0753");
  CHECK(rehearse(before, rebuild, with(" REFERENCES p", "")) == "E0753");
  CHECK(rehearse(before, rebuild, with("CREATE INDEX", std::nullopt)) == "E0753");
  CHECK(rehearse(before, rebuild, with("CREATE TRIGGER", std::nullopt)) == "E0753");
  CHECK(rehearse(before, rebuild, with("DROP TABLE _migc_old", std::nullopt)) == "E0752");
}

TEST_CASE("a statement that SQLite does not take is refused") {
  CHECK(rehearse(before, rebuild, with("INSERT INTO t", "INSERT INTO nowhere")) == "E0752");
  CHECK(rehearse(before, "update t set a = 'y';\n", with("set", "sets")) == "E0752");
}

TEST_CASE("what worked before and does not afterwards is broken") {
  const std::string other =
      "create table u (id integer primary key, k text);\n"
      "create view x as select k, n from u, (select b as n from t);\n";
  CHECK(rehearse(before + other, "alter table u add column n text;\n", {}) == "E0754");
  CHECK(rehearse(before + other,
                 "allow broken_object 'it is mended by hand'; alter table u add column n text;\n",
                 {})
            .empty());
}

TEST_CASE("what was broken before is nobody's fault now") {
  const std::string broken =
      "allow unresolved_name 'later'; create view x as select k from missing, t;\n";
  CHECK(rehearse(before + broken, "alter table t add column n text;\n", {}).empty());
}

TEST_CASE("a view that silently returns other rows has another meaning") {
  const std::string joined =
      "create table u (id integer primary key, n text);\n"
      "create view x as select u.id from u natural join t;\n";
  CHECK(rehearse(before + joined, "alter table t add column n text;\n", {}) == "E0756");
}

TEST_CASE("what is new and does not work is broken, too") {
  CHECK(rehearse(before, "create view x as select a from t;\n", with("select a", "select z")) ==
        "E0753");
  CHECK(rehearse(before, "create view x as select (select 1, 2) as two from t;\n", {}) == "E0755");
}

TEST_CASE("a full-text table that no longer agrees with its content is stale") {
  const std::string indexed =
      "create virtual table f using fts5(a, content='t', content_rowid='id');\n";
  CHECK(rehearse(before + indexed, "alter table t alter column a type text using a || 'z';\n", {})
            .empty());
  CHECK(rehearse(before + indexed, "alter table t alter column a type text using a || 'z';\n",
                 with("VALUES ('rebuild')", "VALUES ('integrity-check')")) == "E0757");
}

TEST_CASE("raw SQL that does not declare what it does is told") {
  CHECK(rehearse(before, "execute 'create table raw (id)';\n", {}) == "W0123");
}

TEST_CASE("functions that only the application has are stood in for, and told once") {
  CHECK(rehearse(before, "create view x as select soundslike(a), soundslike(b, 1) from t;\n", {}) ==
        "W0120");
}
