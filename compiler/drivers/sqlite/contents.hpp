#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/database/connection.hpp"
#include "compiler/drivers/sqlite/rows.hpp"

namespace migc::drivers::sqlite {

/// Everything that a database holds but for migc's own tables.
struct Contents {
  struct Object {
    enum class Kind : std::uint8_t { table, virtual_table, shadow, index, view, trigger } kind;
    std::string name;
    std::string statement;
  };
  /// In the order in which they were created. Those that SQLite makes by itself are left out.
  std::vector<Object> objects;
  std::map<std::string, Rows> rows;   ///< Of tables, and of virtual tables that have their own.
  std::map<std::string, Rows> finds;  ///< What virtual tables find.
  std::set<std::string> indexes;      ///< Virtual tables that index rows of others.
  Rows marks;                         ///< AUTOINCREMENT's.
};

/// Reads it all. `own` are the names of migc's tables, folded. Throws database::Error.
[[nodiscard]] Contents read_contents(database::Connection& database,
                                     const std::set<std::string>& own);

/// What two databases differ in: an object, and how.
struct Difference {
  std::string object;
  std::string how;
};
[[nodiscard]] std::optional<Difference> difference(const Contents& wanted, const Contents& found);

}  // namespace migc::drivers::sqlite
