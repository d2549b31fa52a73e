#include "compiler/drivers/sqlite/catalogue.hpp"

#include <fmt/format.h>

#include "compiler/backends/quote.hpp"
#include "compiler/source/name.hpp"

namespace migc::drivers::sqlite {

using backends::literal;
using database::CatalogueColumn;
using database::CatalogueObject;
using Row = database::Connection::Row;

std::vector<std::string> Catalogue::relations() {
  std::vector<std::string> names;
  for (const Row& row : database_.query(
           "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE "
           "'sqlite\\_%' ESCAPE '\\' ORDER BY name"))
    names.push_back(row[0].value_or(""));
  return names;
}

std::string Catalogue::type_of(const std::string& relation) {
  const auto rows =
      database_.query("SELECT type FROM sqlite_master WHERE type IN ('table', 'view') AND name = " +
                      literal(relation) + " COLLATE NOCASE");
  return rows.empty() ? "" : rows[0][0].value_or("");
}

std::vector<CatalogueColumn> Catalogue::columns_of(const std::string& relation) {
  std::vector<CatalogueColumn> columns;
  for (const Row& row : database_.query("SELECT name, hidden FROM temp.pragma_table_xinfo(" +
                                        literal(relation) + ", 'main')"))
    columns.push_back({row[0].value_or(""), row[1] == "0"});
  return columns;
}

std::string Catalogue::statement_of(const std::string& type, const std::string& name) {
  const auto rows = database_.query(
      fmt::format("SELECT sql FROM main.sqlite_master WHERE type = {} AND lower(name) = {}",
                  literal(type), literal(source::fold(name))));
  return rows.empty() ? "" : rows[0][0].value_or("");
}

std::vector<CatalogueObject> Catalogue::objects_on(const std::string& relation) {
  std::vector<CatalogueObject> objects;
  for (const Row& row : database_.query(fmt::format(
           "SELECT type, name, sql FROM main.sqlite_master WHERE type IN ('index', 'trigger') AND "
           "lower(tbl_name) = {} AND sql IS NOT NULL ORDER BY name",
           literal(source::fold(relation)))))
    objects.push_back({row[0].value_or(""), row[1].value_or(""), row[2].value_or("")});
  return objects;
}

/// SQLite reads a view when a statement asks it, and a trigger when one would fire it.
bool Catalogue::can_be_used(const std::string& name) {
  const auto rows = database_.query(
      fmt::format("SELECT type, tbl_name FROM main.sqlite_master WHERE type IN ('view', 'trigger') "
                  "AND name = {}",
                  literal(name)));
  if (rows.empty()) return true;
  const std::string relation = rows[0][1].value_or("");
  if (rows[0][0] != "view") return can_fire_on(relation);
  return compiles("SELECT * FROM main." + backends::quoted(relation, '"'));
}

bool Catalogue::can_fire_on(const std::string& relation) {
  const std::string on = "main." + backends::quoted(relation, '"');
  if (!compiles("DELETE FROM " + on)) return false;
  std::string names, sets;
  for (const CatalogueColumn& one : columns_of(relation)) {
    if (!one.is_stored) continue;
    const std::string column = backends::quoted(one.name, '"');
    names += (names.empty() ? "" : ", ") + column;
    sets += fmt::format("{}{} = NULL", sets.empty() ? "" : ", ", column);
  }
  if (names.empty()) return true;
  return compiles(fmt::format("INSERT INTO {} ({}) SELECT {} FROM {}", on, names, names, on)) &&
         compiles(fmt::format("UPDATE {} SET {}", on, sets));
}

}  // namespace migc::drivers::sqlite
