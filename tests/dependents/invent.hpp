#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/random/rng.hpp"

/// Small schemas in which much depends on much, and one change of them.
namespace migc::dependents {

struct Column {
  std::string name;  ///< As it is.
  bool is_key = false;
  bool is_generated = false;
};
struct Table {
  std::string name;
  std::vector<Column> columns;
};

/// The statements of `.mig` files that make a schema and change it.
struct Case {
  std::vector<Table> tables;
  std::string create, change;
  std::string insert;  ///< SQL: rows for the schema, before the change.
  /// New names of relations and, as `table.column` of the old names, of columns; empty: dropped.
  std::map<std::string, std::string> renamed_relations, renamed_columns;
};

[[nodiscard]] Case invent(random::Rng& rng);

}  // namespace migc::dependents
