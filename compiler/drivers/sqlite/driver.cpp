#include "compiler/drivers/sqlite/driver.hpp"

#include <sqlite3.h>

#include <utility>

#include "compiler/drivers/sqlite/connection.hpp"
#include "compiler/drivers/sqlite/database_file.hpp"
#include "compiler/drivers/sqlite/introspect.hpp"
#include "compiler/drivers/sqlite/scratch.hpp"
#include "compiler/drivers/sqlite/stage.hpp"
#include "compiler/drivers/sqlite/stored.hpp"

namespace migc::drivers::sqlite {

std::string Driver::version() const { return sqlite3_libversion(); }

int Driver::version_number() const { return sqlite3_libversion_number(); }

/// Nobody asks SQLite how much memory it has, and counting it takes a lock each time.
void Driver::set_up() const { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

bool Driver::exists(const config::Url& url) const { return database_exists(url); }

std::unique_ptr<database::Connection> Driver::open(const config::Url& url, database::Access access,
                                                   database::Patience patience) const {
  return std::make_unique<Connection>(url, access, std::move(patience));
}

std::unique_ptr<database::Connection> Driver::open_scratch() const { return scratch_database(); }

std::unique_ptr<database::Stage> Driver::open_stage() const { return std::make_unique<Stage>(); }

void Driver::copy(database::Connection& from, database::Connection& to) const {
  copy_database(from, to);
}

database::Stored Driver::stored(database::Connection& database) const {
  return read_stored(database);
}

std::optional<schema::Schema> Driver::inspect(database::Connection& database,
                                              const database::Inspection& what,
                                              source::SourceSet& sources,
                                              diagnostics::Diagnostics& diagnostics) const {
  return introspect(database, what, sources, diagnostics);
}

std::optional<schema::Schema> Driver::inspect_scripts(const std::vector<std::string>& scripts,
                                                      const database::Inspection& what,
                                                      source::SourceSet& sources,
                                                      diagnostics::Diagnostics& diagnostics) const {
  return introspect_scripts(scripts, what, sources, diagnostics);
}

bool Driver::is_complete(const std::string& text) const {
  return sqlite3_complete(text.c_str()) != 0;
}

}  // namespace migc::drivers::sqlite
