#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "compiler/dialects/sqlite/print/affinity.hpp"
#include "compiler/dialects/sqlite/require/losses.hpp"

/// Queries that compare the rows of a table with what the block has made of them.
namespace migc::backends::sqlite {

/// Limits of SQLite are 2000 columns and 500 parts of a compound query.
/// https://www.sqlite.org/limits.html
constexpr std::size_t most_columns = 1000, most_targets = 400;

[[nodiscard]] Affinity stored_as(const ir::Table& table, const ir::Column& column,
                                 const schema::Schema& schema);
[[nodiscard]] const ir::Column* column_of(const ir::Table& table, const std::string& key);

/// Result columns of a query, called k1, k2, …
using Columns = std::vector<std::string>;

[[nodiscard]] std::string select(const Columns& columns, const std::string& from);
/// Each row with its number among its equals, so that comparing sets compares rows one by one.
[[nodiscard]] std::string numbered(const std::string& rows, std::size_t columns);

/// Rows of the one query that the other does not have.
struct Compared {
  std::string left, right;
};

[[nodiscard]] Loss missing(const std::vector<Compared>& all);

/// The condition that a value is not the one that the column came with; empty where that is NULL or
/// cannot be said.
[[nodiscard]] std::string is_no_default(const ir::Table& table, const ir::Column& column,
                                        const Kept& kept);

/// Copies of a table that take the same columns: together they have its rows, perhaps.
struct Group {
  std::vector<std::string> columns;  ///< Keys.
  std::vector<const sql::Copy*> copies;

  [[nodiscard]] bool has(const std::string& column) const {
    return std::find(columns.begin(), columns.end(), column) != columns.end();
  }
};

/// Compares the rows of a table with their copies.
class Comparison {
 public:
  Comparison(const ir::Table& table, const Kept& kept, const schema::Schema& schema);

  /// The fewest copies that have all columns that any has, the widest first.
  [[nodiscard]] std::vector<const Group*> all_columns() const;
  /// Those that have one column, the widest.
  [[nodiscard]] const Group* with(const std::string& column) const;
  /// `uncopied` are lost, too, unless they hold nothing.
  [[nodiscard]] Compared compare(const Group& group, const std::vector<const ir::Column*>& uncopied,
                                 const std::string& condition) const;
  void add_places(const Group& group, Loss& loss) const;

 private:
  [[nodiscard]] const ir::Table* target(const sql::Copy& copy) const;
  [[nodiscard]] bool is_there(const sql::Copy& copy) const;
  void add_column(const Group& group, std::size_t at, Columns& left,
                  std::vector<Columns>& right) const;
  [[nodiscard]] std::string unless_default(const ir::Column& column) const;

  const ir::Table& table_;
  const Kept& kept_;
  const schema::Schema& schema_;
  std::vector<Group> groups_;
};

}  // namespace migc::backends::sqlite
