#pragma once

#include <string>
#include <vector>

#include "compiler/ir/table.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::schema {

/// What is wrong with where a foreign key leads.
struct ForeignKeyFault {
  enum class What {
    no_table,    ///< The parent does not exist.
    not_table,   ///< It is a view or a virtual table.
    no_column,   ///< It lacks `column`.
    no_key,      ///< No columns are named, and it has no primary key.
    key_count,   ///< No columns are named, and its primary key has another number of them.
    not_unique,  ///< The columns are neither its primary key nor unique.
  } what;
  ir::ForeignKey key;
  Span place;
  Name column{};
};

/// The faults of all foreign keys of a table against the schema as it is.
/// https://www.sqlite.org/foreignkeys.html#fk_indexes
[[nodiscard]] std::vector<ForeignKeyFault> foreign_key_faults(const ir::Table& table,
                                                              const Schema& schema);
/// Whether one has none.
[[nodiscard]] bool resolves(const ir::ForeignKey& key, const Schema& schema);

}  // namespace migc::schema
