#include <catch2/catch.hpp>
#include <tuple>

#include "compiler/sql/resolve.hpp"
#include "tests/unit/schema/rename_cases.hpp"
#include "tests/unit/schema/spelled.hpp"
#include "tests/unit/schema/sql_model.hpp"

using namespace migc;
using namespace migc::schema;
using namespace migc::sql;
using namespace migc::schema::test;

namespace {

std::string quoted(const std::string& name) { return '"' + name + '"'; }

/// The model after a rename of `t`, or of its column where there is one.
std::vector<Object> renamed(const std::vector<Object>& objects, const Schema& schema,
                            const std::string& column, const std::string& to) {
  std::vector<Object> all;
  for (const Object& object : objects)
    all.push_back(column.empty()
                      ? with_relation_renamed(object, Name{"t"}, Name{to}, schema)
                      : with_column_renamed(object, Name{"t"}, Name{column}, Name{to}, schema));
  return all;
}

std::string spelled(const std::vector<Object>& objects) {
  std::string all;
  for (const Object& object : objects) all += Spelled::of(object) + '\n';
  return all;
}

std::size_t dangling(const std::vector<Object>& objects) {
  Schema schema{backends::sqlite::rules()};
  for (const Object& object : objects) schema.put(object);
  std::size_t count = 0;
  for (const Object& object : objects) count += unresolved_in(object, schema).size();
  return count;
}

}  // namespace

// SQLite is the judge: it renames in a database of its own, and what its schema table then says is
// what the model must say. A rename that it refuses must leave something unresolved in the model.
TEST_CASE("renames read as SQLite's own do") {
  const RenameCase row = GENERATE(from_range(rename_cases()));
  INFO(row.definitions << "\n  t." << row.column << " -> " << row.to);
  Database database;
  REQUIRE(database.run(row.around() + row.definitions) == std::nullopt);
  const std::vector<Object> before = database.objects();
  const Schema schema = database.schema();
  CHECK(dangling(before) == 0);

  const std::string what = row.column.empty() ? "" : quoted(row.column);
  const auto refused = database.run("alter table t rename " + what + " to " + quoted(row.to));
  const std::vector<Object> after = renamed(before, schema, row.column, row.to);
  if (refused) {
    INFO(*refused);
    CHECK(dangling(after) > 0);
  } else {
    CHECK(spelled(after) == spelled(database.objects()));
    CHECK(dangling(after) == 0);
  }
}

TEST_CASE("where SQLite refuses or errs, a rename keeps the meaning") {
  const auto [definition, column, to,
              expected] = GENERATE(table<std::string, std::string, std::string, std::string>({
      // "error in view v after rename: no such table: main.t"
      {"create view v as select e from u where a in t", "", "n", "select e from u where a in n"},
      // "1st ORDER BY term does not match any column in the result set"
      {"create view v as select * from t union select 1, 2, 3 order by a", "a", "b",
       "select * from t union select 1, 2, 3 order by b"},
      // 3.40 turns `excluded` into the new name of the table, which means the old row.
      {"create trigger r after insert on u begin insert into t(a) values (1) on conflict (a) do "
       "update set c = excluded.a + t.a; end",
       "", "n", "insert into n(a) values (1) on conflict (a) do update set c = excluded.a + n.a;"},
  }));
  const Schema schema =
      schema_of("create table t(a unique, c, d); create table u(a, e); " + definition);
  const Object object = renamed({*DefinitionReader(definition).read()}, schema, column, to).front();
  const auto* view = std::get_if<ir::View>(&object);
  CHECK(Spelled::of(view != nullptr ? view->query : std::get<ir::Trigger>(object).body) ==
        Spelled::of(tokens(expected)));
}
