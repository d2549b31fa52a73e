#include "compiler/drivers/drivers.hpp"

#include <utility>

#include "compiler/diagnostics/catalogue/exec.hpp"
#include "compiler/drivers/sqlite/driver.hpp"

namespace migc::drivers {

namespace {

const sqlite::Driver& sqlite_driver() {
  static const sqlite::Driver driver;
  return driver;
}

}  // namespace

const database::Driver* find_driver(std::string_view dialect) {
  return dialect == sqlite_driver().dialect() ? &sqlite_driver() : nullptr;
}

std::unique_ptr<database::Connection> open(const config::Url& url, database::Access access,
                                           database::Patience patience) {
  const database::Driver* driver = find_driver(url.dialect);
  if (driver == nullptr)
    throw database::Error(database::Failure::cannot_connect, diagnostics::kind::not_sqlite,
                          url.masked());
  return driver->open(url, access, std::move(patience));
}

bool database_exists(const config::Url& url) {
  const database::Driver* driver = find_driver(url.dialect);
  return driver != nullptr && driver->exists(url);
}

void set_up() { sqlite_driver().set_up(); }

}  // namespace migc::drivers
