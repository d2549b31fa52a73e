#pragma once

#include "compiler/sql/resolve.hpp"
#include "tests/unit/schema/sql_model.hpp"

namespace migc::schema::test {

using namespace migc::sql;

inline const Schema& shop() {
  static const Schema schema = schema_of(R"(
    create table people (id integer primary key, name text, mail text unique, age int);
    create table orders (id integer primary key, person references people (id), total, "note x");
    create table tags (tag text primary key, person int) without rowid;
    create index i on people (age);
    create unique index by_mail on people (mail);
    create table left_over (a, key, type);
    create virtual table pages using fts5(title, body);
    create view adults as select id, name as called from people where age > 17;
    create view named(n, m) as select name, mail from people;
    create view everything as select p.*, o.total from people p join orders o on o.person = p.id;
    create view found as select * from pages;)");
  return schema;
}

/// Each use as `word=relation` or `word=relation.column`.
inline std::string uses(const ir::Expression& expression, const Resolution& found) {
  std::string all;
  for (const Use& use : found.uses)
    all += expression.tokens.at(use.token).text + "=" + use.relation +
           (use.column.empty() ? "" : "." + use.column) + " ";
  return all;
}

inline std::string unresolved(const std::vector<Unresolved>& missing) {
  std::string all;
  for (const Unresolved& each : missing)
    all += (each.what == Unresolved::What::relation ? "relation " : "column ") + each.name.text +
           (each.relation.empty() ? "" : " in " + each.relation) + "; ";
  return all;
}

inline std::string complaints(const std::string& sql) {
  return unresolved(resolve_statement(tokens(sql), shop()).unresolved);
}

}  // namespace migc::schema::test
