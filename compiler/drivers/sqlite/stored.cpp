#include "compiler/drivers/sqlite/stored.hpp"

#include <utility>

#include "compiler/drivers/sqlite/table_list.hpp"
#include "compiler/source/name.hpp"

namespace migc::drivers::sqlite {

using database::Stored;

namespace {

schema::Space space_of(const std::string& type) {
  if (type == "index") return schema::Space::index;
  if (type == "trigger") return schema::Space::trigger;
  return schema::Space::relation;
}

std::string folded_beginning(const std::string& text, std::size_t size) {
  return source::fold(std::string_view(text).substr(0, size));
}

}  // namespace

Stored read_stored(database::Connection& database) {
  constexpr std::string_view is_virtual = "create virtual";
  Stored stored;
  bool has_virtual_tables = false;
  for (database::Connection::Row& row : database.query(
           "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT "
           "LIKE 'sqlite\\_%' ESCAPE '\\'")) {
    has_virtual_tables |= folded_beginning(*row[2], is_virtual.size()) == is_virtual;
    stored[{space_of(*row[0]), source::fold(*row[1])}] = std::move(*row[2]);
  }
  // To ask for these makes SQLite work out the columns of all views.
  if (has_virtual_tables)
    for (const database::Connection::Row& row :
         database.query("SELECT name FROM " + table_list(database) + " WHERE type = 'shadow'"))
      stored.erase({schema::Space::relation, source::fold(*row[0])});
  return stored;
}

}  // namespace migc::drivers::sqlite
