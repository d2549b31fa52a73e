#include "compiler/drivers/sqlite/table_list.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace migc::drivers::sqlite {

namespace {

/// https://www.sqlite.org/pragma.html#pragma_table_list
bool has_table_list() { return sqlite3_libversion_number() >= 3037000; }

/// The index of a primary key has the rowid behind its columns, where there is one.
std::string keeps_no_rowid(const std::string& table) {
  return fmt::format(
      "EXISTS (SELECT 1 FROM pragma_index_list({}, 'main') AS l WHERE l.origin = 'pk' AND NOT "
      "EXISTS (SELECT 1 FROM pragma_index_xinfo(l.name, 'main') AS x WHERE x.cid = -1))",
      table);
}

/// Without any, the list is not asked for: SQLite works out the columns of all views for it.
bool has_virtual_tables(database::Connection& database) {
  return !database
              .query(
                  "SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND sql LIKE 'create "
                  "virtual%' LIMIT 1")
              .empty();
}

}  // namespace

std::string table_list(database::Connection& database) {
  if (!has_virtual_tables(database))
    return "(SELECT m.name, m.type, m.type = 'table' AND " + keeps_no_rowid("m.name") +
           " AS wr FROM main.sqlite_master AS m WHERE m.type IN ('table', 'view'))";
  if (has_table_list())
    return "(SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main')";
  // What a module keeps is named after its table.
  return "(SELECT m.name, CASE WHEN m.type = 'view' THEN 'view' WHEN m.sql LIKE 'create virtual%' "
         "THEN 'virtual' WHEN EXISTS (SELECT 1 FROM main.sqlite_master AS v WHERE v.sql LIKE "
         "'create virtual%' AND lower(m.name) IN (SELECT lower(v.name) || '_' || column1 FROM "
         "(VALUES ('content'), ('segments'), ('segdir'), ('docsize'), ('stat'), ('data'), ('idx'), "
         "('config'), ('node'), ('parent'), ('rowid')))) THEN 'shadow' ELSE 'table' END AS type, "
         "m.type = 'table' AND " +
         keeps_no_rowid("m.name") +
         " AS wr FROM main.sqlite_master AS m WHERE m.type IN ('table', 'view'))";
}

std::string is_without_rowid(const std::string& name) {
  return has_table_list()
             ? fmt::format("SELECT wr FROM pragma_table_list({}) WHERE schema = 'main'", name)
             : "SELECT " + keeps_no_rowid(name);
}

}  // namespace migc::drivers::sqlite
