#pragma once

#include <string>
#include <vector>

namespace migc::import {

/// What other tools keep of their own in a database.
inline const std::vector<std::string> tool_tables = {
    "alembic_version",       "schema_migrations",          "goose_db_version",
    "flyway_schema_history", "__diesel_schema_migrations", "_sqlx_migrations",
    "_prisma_migrations",    "django_migrations",          "knex_migrations",
    "knex_migrations_lock"};

}  // namespace migc::import
