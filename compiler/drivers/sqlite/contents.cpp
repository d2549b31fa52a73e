#include "compiler/drivers/sqlite/contents.hpp"

#include <utility>

#include "compiler/database/statement.hpp"
#include "compiler/dialects/sqlite/rules/rules.hpp"
#include "compiler/drivers/sqlite/table_list.hpp"
#include "compiler/drivers/sqlite/virtual_table.hpp"
#include "compiler/source/name.hpp"

namespace migc::drivers::sqlite {

namespace {

using Object = Contents::Object;
using Kind = Contents::Object::Kind;

Kind kind_of(const std::string& type, const std::string& table_type) {
  if (type == "index") return Kind::index;
  if (type == "view") return Kind::view;
  if (type == "trigger") return Kind::trigger;
  if (table_type == "virtual") return Kind::virtual_table;
  return table_type == "shadow" ? Kind::shadow : Kind::table;
}

std::vector<Object> read_objects(database::Connection& database, const std::set<std::string>& own) {
  std::map<std::string, std::string> table_types;
  for (const database::Connection::Row& row :
       database.query("SELECT name, type FROM " + table_list(database)))
    table_types[*row[0]] = *row[1];
  std::vector<Object> objects;
  for (database::Connection::Row& row : database.query(
           "SELECT type, name, sql, lower(tbl_name) FROM sqlite_master WHERE sql IS NOT NULL AND "
           "name <> 'sqlite_sequence' ORDER BY rowid"))
    if (!own.contains(*row[3]))
      objects.push_back({kind_of(*row[0], table_types[*row[1]]), *row[1], std::move(*row[2])});
  return objects;
}

/// The table is made with the first AUTOINCREMENT and stays: empty is as good as none.
Rows read_marks(database::Connection& database) {
  if (database.query("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").empty())
    return {{"name", "seq"}, {}, {}};
  return read_rows(database, {"name", "seq"},
                   "SELECT name, seq FROM sqlite_sequence ORDER BY name");
}

void read_virtual(database::Connection& database, const VirtualTable& table, Contents& contents) {
  for (const std::string& shadow : table.kept_shadows())
    contents.rows[shadow] = read_table(database, shadow);
  if (auto rows = table.rows(database)) contents.rows[table.name()] = std::move(*rows);
  if (table.indexes_others(database)) contents.indexes.insert(table.name());
  contents.finds[table.name()] = table.finds(database);
}

using ByName = std::map<std::pair<Kind, std::string>, const Object*>;

ByName by_name(const Contents& contents) {
  ByName objects;
  for (const Object& object : contents.objects) objects[{object.kind, object.name}] = &object;
  return objects;
}

std::optional<Difference> objects_differ(const Contents& wanted, const Contents& found) {
  ByName others = by_name(found);
  for (const Object& object : wanted.objects) {
    const auto other = others.extract({object.kind, object.name});
    if (other.empty()) return Difference{object.name, "it would be missing"};
    if (object.kind != Kind::shadow &&
        !database::same_statement(object.statement, other.mapped()->statement,
                                  backends::sqlite::rules()))
      return Difference{object.name, "it would have another declaration"};
  }
  if (!others.empty()) return Difference{others.begin()->first.second, "it is missing"};
  return std::nullopt;
}

std::optional<Difference> rows_differ(const std::map<std::string, Rows>& wanted,
                                      const std::map<std::string, Rows>& found, const char* how) {
  for (const auto& [table, rows] : wanted)
    if (const auto other = found.find(table); other == found.end() || other->second != rows)
      return Difference{table, how};
  return std::nullopt;
}

}  // namespace

Contents read_contents(database::Connection& database, const std::set<std::string>& own) {
  Contents contents;
  contents.objects = read_objects(database, own);
  std::vector<std::string> shadows;
  for (const Object& object : contents.objects)
    if (object.kind == Kind::shadow) shadows.push_back(object.name);
  for (const Object& object : contents.objects) {
    if (object.kind == Kind::table)
      contents.rows[object.name] = read_table(database, object.name);
    else if (object.kind == Kind::virtual_table)
      read_virtual(database, VirtualTable(object.name, object.statement, shadows), contents);
  }
  contents.marks = read_marks(database);
  return contents;
}

std::optional<Difference> difference(const Contents& wanted, const Contents& found) {
  if (auto differs = objects_differ(wanted, found)) return differs;
  if (auto differs = rows_differ(wanted.finds, found.finds, "it would find other rows"))
    return differs;
  if (auto differs = rows_differ(wanted.rows, found.rows, "it would have other rows"))
    return differs;
  if (wanted.marks != found.marks)
    return Difference{"sqlite_sequence", "AUTOINCREMENT would continue from another number"};
  return std::nullopt;
}

}  // namespace migc::drivers::sqlite
