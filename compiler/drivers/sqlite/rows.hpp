#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "compiler/database/connection.hpp"

namespace migc::drivers::sqlite {

/// What a table holds, each value as the literal that makes exactly it again: NULL, 1, 1.0, 'a',
/// x'0A'. Two values have the same literal when they have the same type and the same bytes.
struct Rows {
  std::vector<std::string> columns;   ///< What an INSERT can name; a hidden rowid comes first.
  std::vector<std::string> computed;  ///< Generated columns.
  std::vector<std::vector<std::string>> values;  ///< By row: of `columns`, then of `computed`.

  bool operator==(const Rows&) const = default;
};

/// The rows of an ordinary table, in the order of its key. A hidden rowid is among its columns, if
/// it can be named. Throws database::Error.
[[nodiscard]] Rows read_table(database::Connection& database, const std::string& table);

/// The rows that a query returns. Throws database::Error.
[[nodiscard]] Rows read_rows(database::Connection& database, std::vector<std::string> columns,
                             const std::string& query);

/// A name as it stands in a statement, in quotes where it needs them.
[[nodiscard]] std::string name_text(const std::string& name);
[[nodiscard]] std::string names_text(const std::vector<std::string>& names);

/// A statement that inserts rows, and how many there are once it is done.
struct Insert {
  std::string statement;
  std::size_t rows;
};
/// What inserts all of them, many at a time.
[[nodiscard]] std::vector<Insert> inserts(const std::string& table, const Rows& rows);

}  // namespace migc::drivers::sqlite
