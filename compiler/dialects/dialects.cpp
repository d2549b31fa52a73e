#include "compiler/dialects/dialects.hpp"

#include "compiler/dialects/sqlite/sqlite.hpp"

namespace migc::backends {

const Backend* find_backend(std::string_view name) {
  static const sqlite::Sqlite sqlite;
  return name == sqlite.name() ? &sqlite : nullptr;
}

namespace {

constexpr std::string_view system_schemas[] = {"pg_catalog", "information_schema", "mysql"};
constexpr std::string_view catalog_prefixes[] = {"pg_", "pragma_", "sqlite_"};
constexpr std::string_view other_catalogs[] = {"dual", "generate_series"};

dialect::Dialect planned(std::string_view name, std::string_view title) {
  dialect::Dialect rules = sqlite::rules();
  rules.name = name;
  rules.title = title;
  rules.schemas = {};
  rules.system_schemas = system_schemas;
  rules.catalog_prefixes = catalog_prefixes;
  rules.other_catalogs = other_catalogs;
  return rules;
}

}  // namespace

const dialect::Dialect& rules_of(std::string_view name) {
  static const dialect::Dialect postgresql = planned("postgresql", "PostgreSQL");
  static const dialect::Dialect mariadb = planned("mariadb", "MariaDB");
  if (const Backend* backend = find_backend(name)) return backend->rules();
  return name == mariadb.name ? mariadb : postgresql;
}

}  // namespace migc::backends
