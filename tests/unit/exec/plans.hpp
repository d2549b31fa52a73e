#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/dialects/dialects.hpp"
#include "compiler/drivers/sqlite/connection.hpp"
#include "tests/support/database.hpp"
#include "tests/support/files.hpp"
#include "tests/unit/drivers/url_of.hpp"

namespace migc::exec {

using database::Access;
using database::Error;
using database::Failure;
using drivers::url_of;
using drivers::sqlite::Connection;

/// A plan of one statement after the other, each its own action at a place of its own: the first at
/// byte 10, the second at byte 20.
inline backends::Plan plan_of(const std::string& revision, std::vector<std::string> before,
                              std::vector<std::string> after,
                              const std::vector<std::string>& statements) {
  backends::Plan plan;
  plan.revision = revision;
  plan.version = {std::move(before), std::move(after)};
  std::uint32_t at = 0;
  for (const std::string& sql : statements) {
    at += 10;
    backends::Action action;
    action.statements.push_back({backends::Statement::Kind::sql, sql, {}});
    action.written = {0, at, at + 5};
    plan.script.actions.push_back(std::move(action));
  }
  return plan;
}

inline const backends::Backend& sqlite_backend() { return *backends::find_backend("sqlite"); }

/// One text of a query's only row and column; empty without a row.
inline std::string value_of(sqlite3* database, const std::string& sql) {
  const auto rows = support::query(database, sql);
  return rows.empty() ? "" : rows[0][0].value_or("NULL");
}

}  // namespace migc::exec
