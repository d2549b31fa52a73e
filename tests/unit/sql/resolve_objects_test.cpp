#include <catch2/catch.hpp>
#include <chrono>
#include <tuple>

#include "compiler/sql/names_column.hpp"
#include "compiler/sql/resolve.hpp"
#include "tests/unit/sql/shop.hpp"

using namespace migc;
using namespace migc::schema;
using namespace migc::sql;
using namespace migc::schema::test;

TEST_CASE("the columns of a view are called as SQLite calls them") {
  const std::string sql = GENERATE(
      as<std::string>(), "select * from people", "select ID, people.NAME as N, \"age\" from people",
      "select p.*, o.* from people p join orders o on o.person = p.id",
      "select * from orders join tags using (person)", "select * from orders natural join tags",
      "select name, name, name as x, age + 1, count(*), 'it''s', \"name\" from people",
      "select rowid, orders.oid from orders", "values (1, 'a')",
      "select name from people union select tag from tags",
      "with q as (select age as a, 1 from people) select * from q",
      "with q(x, y) as (select 1, 2) select q.* from q, people",
      "select called c, adults.id from adults", "select * from named, adults",
      "select (id), ((people.name)) from people", "select people.* , 1 as [one] from people",
      "select * from (people p join tags t on t.person = p.id) as z",
      "select current_date, true, id as 'text' from people");
  INFO(sql);
  Database database;
  REQUIRE_FALSE(database.run(R"(
    create table people (id integer primary key, name text, mail text unique, age int);
    create table orders (id integer primary key, person references people (id), total, "note x");
    create table tags (tag text primary key, person int) without rowid;
    create view adults as select id, name as called from people where age > 17;
    create view named(n, m) as select name, mail from people;)"));
  REQUIRE_FALSE(database.run("create view v as " + sql));
  const auto columns =
      view_columns(std::get<ir::View>(database.objects().back()), database.schema());
  REQUIRE(columns);
  CHECK(*columns == database.strings("select name from pragma_table_info('v')"));
}

TEST_CASE("a view over what is not known has no known columns, unless it names them") {
  const auto columns = [](const std::string& sql) {
    const Object view = *DefinitionReader(sql).read();
    return view_columns(std::get<ir::View>(view), shop());
  };
  CHECK_FALSE(columns("create view v as select * from pages"));
  CHECK_FALSE(columns("create view v as select * from found"));
  CHECK_FALSE(columns("create view v as select * from nowhere"));
  CHECK(columns("create view v as select title from pages")->size() == 1);
  CHECK(columns("create view v (a, b) as select * from pages")->size() == 2);
}

TEST_CASE("a trigger sees the rows of its event") {
  const auto [sql, expected] = GENERATE(table<std::string, std::string>({
      {"after insert on people when new.age > 1 begin select new.name; end", ""},
      {"after insert on people begin select old.name; end", "relation old; "},
      {"after delete on people begin select new.name, old.age; end", "relation new; "},
      {"after update on people when old.nme is null begin select new.ag; end",
       "column nme in people; column ag in people; "},
      {"after update of age, nme on people begin select 1; end", "column nme in people; "},
      {"after update on people when age > 1 begin select 1; end", "column age; "},
      {"after update on people begin insert into people (name) values (age); end", "column age; "},
      {"instead of insert on adults begin insert into people (name) values (new.called); end", ""},
      {"instead of insert on adults begin insert into people (name) values (new.name); end",
       "column name in adults; "},
      {"after insert on nowhere begin select new.a; end", "relation nowhere; "},
      {"after insert on people begin select raise(abort, 'x'), raise(ignore); end", ""},
      {"after insert on people begin select raise(abort, new.name || nme) from people; end",
       "column nme in people; "},
      {"after insert on people begin update orders set totl = 1; delete from order_s; end",
       "column totl in orders; relation order_s; "},
      {"after insert on pages begin select new.anything; end", ""},
  }));
  INFO(sql);
  const Object trigger = *DefinitionReader("create trigger r " + sql).read();
  CHECK(unresolved(unresolved_in(trigger, shop())) == expected);
}

TEST_CASE("what does not resolve in tables and indexes") {
  const auto [sql, expected] = GENERATE(table<std::string, std::string>({
      {"create table t (a check (a > b), c as (d + 1), check (t.e > 0))",
       "column b in t; column d in t; column e in t; "},
      {"create table t (a, b default c, d default (1), e text default \"x\")", ""},
      {"create table t (a, primary key (a, x), unique (y collate nocase), foreign key (z) "
       "references people)",
       "column x in t; column y in t; column z in t; "},
      {"create table t (a references peple, b references people (nme), c references t (x))",
       "relation peple; column nme in people; column x in t; "},
      {"create table t (a references t (a), b references t)", ""},
      {"create table t (a references adults (id), b references pages)", ""},
      {"create index i on people (name, lower(nme) desc) where ag > 1",
       "column nme in people; column ag in people; "},
      {"create index i on people ('name', 'nme', \"mail\")", "column nme in people; "},
      {"create index i on peple (name)", "relation peple; "},
      {"create index i on adults (id)", ""},
  }));
  INFO(sql);
  CHECK(unresolved(unresolved_in(*DefinitionReader(sql).read(), shop())) == expected);
}

TEST_CASE("what names a column") {
  const auto [sql, column, expected] = GENERATE(table<std::string, std::string, bool>({
      {"create table people (id integer primary key, name check (age > 0), age)", "age", true},
      {"create table people (id integer primary key, name, age check (age > 0))", "age", false},
      {"create table people (id integer primary key, age references people (id))", "age", false},
      {"create table people (id, age, foreign key (age) references orders)", "age", true},
      {"create table people (id, age references people (age), a references people (age))", "age",
       true},
      {"create table people (id, age, unique (id, age))", "age", true},
      {"create table people (id, age primary key)", "age", true},
      {"create table people (id, age, x as (age + 1))", "age", true},
      {"create table people (id, age, x default age)", "age", false},
      {"create table t (a references people (age))", "age", true},
      {"create table t (a references people)", "id", true},
      {"create table t (a references people)", "age", false},
      {"create table t (age references orders (id), check (age > 0))", "age", false},
      {"create index i on people (lower(age))", "age", true},
      {"create index i on people (name) where age > 1", "age", true},
      {"create index i on orders (id)", "id", false},
      {"create view v as select * from people", "age", false},
      {"create view v as select * from people where age > 1", "age", true},
      {"create view v as select 1 as age from orders order by age", "age", false},
      {"create view v as select id from adults", "id", false},
      {"create view v as select 1 from people join orders using (id)", "id", true},
      {"create trigger r after insert on orders begin update people set age = 1; end", "age", true},
      {"create trigger r after insert on orders begin insert into people (age) values (1); end",
       "age", true},
      {"create trigger r after insert on orders begin insert into people values (1, 2, 3, 4); end",
       "age", false},
      {"create trigger r after insert on people when new.age > 1 begin select 1; end", "age", true},
      {"create trigger r after update of age on people begin select 1; end", "age", true},
      {"create trigger r after update of total on orders begin select 1; end", "age", false},
      {"create virtual table f using fts5(age)", "age", false},
  }));
  INFO(sql);
  CHECK(names_column(*DefinitionReader(sql).read(), Name{"People"}, Name{column}, shop()) ==
        expected);
}

TEST_CASE("a rename quotes a name that cannot stand bare, and keeps quotes that were there") {
  const auto [from, to, expected_quotes] =
      GENERATE(table<std::string, Name, std::string>({{"age", Name{"years"}, "bare"},
                                                      {"\"age\"", Name{"years"}, "\""},
                                                      {"[age]", Name{"years"}, "["},
                                                      {"age", Name{"order"}, "\""},
                                                      {"age", Name{"the age"}, "\""},
                                                      {"age", Name{"2nd"}, "\""},
                                                      {"age", Name{"Years", true}, "\""}}));
  const ir::View view{.name = {"v"}, .query = tokens("select " + from + " from people")};
  const auto renamed =
      std::get<ir::View>(with_column_renamed(view, Name{"people"}, Name{"age"}, to, shop()));
  const ir::Token& token = renamed.query.tokens.at(1);
  CHECK(token.text == to.text);
  CHECK((token.kind == ir::Token::Kind::word ? "bare" : std::string(1, token.quote)) ==
        expected_quotes);
  CHECK(token.written.begin == view.query.tokens.at(1).written.begin);
}

TEST_CASE("nesting has an end, and nothing grows faster than the text") {
  const auto repeated = [](const std::string& part, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += part;
    return text;
  };
  const std::size_t deep = 20000, many = 20000;
  const auto start = std::chrono::steady_clock::now();
  for (const std::string& sql : {
           "select " + repeated("(", deep) + "nme" + repeated(")", deep) + " from people",
           repeated("select (", deep) + "1" + repeated(")", deep),
           "select 1 from " + repeated("(", deep) + "people" + repeated(")", deep),
           "select case " + repeated("when age then (id) ", many) + "end from people",
           "select 1 " + repeated("union select age from people ", many) + "order by age",
           "select 1 from people " + repeated(", people", many),
           "select 1 from people where age in (" + repeated("1, ", many) + "2)",
           "select " + repeated("age, ", many) + "id from people",
           "with a as (select 1)" + repeated(", b as (select 2)", many) + " select 1 from a",
           repeated("insert into people (id) values (1); ", many),
       })
    CHECK(complaints(sql).empty());
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

TEST_CASE("views within views end") {
  Schema schema = schema_of("create table t (a); create view v0 as select * from t");
  for (int i = 1; i < 400; ++i) {
    const std::string before = "v" + std::to_string(i - 1);
    ir::View view{.name = {"v" + std::to_string(i)},
                  .query = tokens("select x.*, y.* from " + before + " x, " + before + " y")};
    schema.put(view);
  }
  CHECK(resolve_statement(tokens("select a from v399"), schema).unresolved.empty());
  schema.put(ir::View{.name = {"p"}, .query = tokens("select * from q")});
  schema.put(ir::View{.name = {"q"}, .query = tokens("select * from p")});
  CHECK(resolve_statement(tokens("select a from p"), schema).unresolved.empty());
}
