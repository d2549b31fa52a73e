#include "tests/dependents/abilities.hpp"

#include <memory>

namespace migc::dependents {
namespace {

using support::quoted;

bool can(sqlite3* database, const std::string& sql, bool reads) {
  sqlite3_stmt* made = nullptr;
  if (sqlite3_prepare_v2(database, sql.c_str(), -1, &made, nullptr) != SQLITE_OK) return false;
  const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(made, sqlite3_finalize);
  if (!reads) return true;
  const int result = sqlite3_step(made);
  return result == SQLITE_ROW || result == SQLITE_DONE;
}

}  // namespace

Abilities abilities_of(const support::Database& database) {
  sqlite3* const handle = database.handle();
  Abilities abilities;
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  const auto ask = [&](const std::string& ability, const std::string& sql, bool reads = false) {
    if (can(handle, sql, reads)) abilities.insert(ability);
  };
  for (const support::Row& row : support::query(
           handle,
           "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') AND name "
           "NOT LIKE 'sqlite_%' AND name NOT LIKE 'migc_%' AND name NOT LIKE 'f\\__%' "
           "ESCAPE '\\'")) {
    const std::string name = *row[0], in_sql = quoted(name);
    ask("select " + name, "SELECT * FROM " + in_sql, true);
    if (row[1] == "view" || name == "f") continue;
    ask("insert " + name, "INSERT INTO " + in_sql + " DEFAULT VALUES");
    ask("delete " + name, "DELETE FROM " + in_sql);
    for (const support::Row& column :
         support::query(handle, "SELECT name FROM pragma_table_xinfo(?1)", {name}))
      ask("update " + name + "." + *column[0],
          "UPDATE " + in_sql + " SET " + quoted(*column[0]) + " = " + quoted(*column[0]));
  }
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 1, nullptr);
  return abilities;
}

}  // namespace migc::dependents
