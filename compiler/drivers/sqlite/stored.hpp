#pragma once

#include <map>
#include <optional>
#include <string>

#include "compiler/database/connection.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::drivers::sqlite {

/// The statements that a database keeps for its objects. Indexes that come with constraints, shadow
/// tables of virtual ones and SQLite's own tables are left out.
using Stored = std::map<schema::Id, std::string>;
[[nodiscard]] Stored read_stored(database::Connection& database);

/// What a statement that a database keeps creates, read by our own parser; nothing where it cannot.
[[nodiscard]] std::optional<schema::Object> stored_object(const std::string& statement);

/// Whether two statements create the same, read by our own parser: layout, comments and the style
/// of quotes do not count.
[[nodiscard]] bool same_statement(const std::string& a, const std::string& b);

}  // namespace migc::drivers::sqlite
