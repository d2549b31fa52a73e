#pragma once

#include <string>
#include <vector>

#include "compiler/ir/object.hpp"
#include "compiler/ir/table.hpp"
#include "compiler/sql/relations.hpp"

namespace migc::sql {

/// Columns of which a table holds no two rows with the same values.
struct UniqueKey {
  std::vector<std::string> columns;  ///< Keys, sorted.
  bool partial = false;              ///< It covers some rows only.
  bool compares_alike = true;        ///< By the collations that its columns declare.
  std::string index{};               ///< The unique index that it is; empty for a constraint.
};

/// The primary key, unique constraints and unique indexes of a table, without those over
/// expressions.
[[nodiscard]] std::vector<UniqueKey> unique_keys_of(const ir::Table& table,
                                                    const Relations& schema);

[[nodiscard]] std::vector<std::string> sorted_keys(const std::vector<Name>& names);

}  // namespace migc::sql
