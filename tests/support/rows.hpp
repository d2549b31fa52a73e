#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace migc::support {

/// One row of a table: each value by its column's name (lower case) as `typeof quote(value)`, and
/// the rowid as `rowid of the row` where the table has one that can be named.
using Values = std::map<std::string, std::string>;

/// All rows of a database by table, sorted. Also the marks of AUTOINCREMENT as the table
/// `sqlite_sequence`, where 0 and no mark are the same.
struct Rows {
  std::map<std::string, std::vector<Values>> of;

  bool operator==(const Rows&) const = default;
};

[[nodiscard]] Rows read_rows(sqlite3* database, const std::vector<std::string>& left_out = {});

/// One line per row that only one of them has, at most `limit` lines.
[[nodiscard]] std::string difference(const Rows& before, const Rows& after, std::size_t limit = 20);

/// Equal rows have equal digests; others hardly ever (64 bits).
[[nodiscard]] std::uint64_t digest(const Rows& rows);

}  // namespace migc::support
