#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/sql_tokens.hpp"

namespace migc::support {

/// A column definition as stored: its type and each of its constraints in normal spelling. The
/// order of constraints means nothing, so they are sorted.
struct ColumnText {
  std::string name;
  std::string type;
  std::vector<std::string> constraints;
};

/// What the text of a stored CREATE TABLE says beyond the pragmas.
struct TableText {
  std::vector<ColumnText> columns;
  std::vector<std::string> constraints;  ///< Sorted.
};

/// Reads what sqlite_master stores of an ordinary table. SQLite has accepted the text before, so
/// only texts of tables are expected; throws std::runtime_error at others.
[[nodiscard]] TableText table_text(std::string_view create_table);

}  // namespace migc::support
