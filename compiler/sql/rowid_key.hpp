#pragma once

#include "compiler/ir/table.hpp"
#include "compiler/sql/relations.hpp"

namespace migc::sql {

/// The column that is the hidden key of a table's rows itself, under another name: SQLite's INTEGER
/// PRIMARY KEY. Null if there is none.
[[nodiscard]] const ir::Column* rowid_key(const ir::Table& table, const Relations& relations);

}  // namespace migc::sql
