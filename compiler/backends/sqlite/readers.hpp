#pragma once

#include <set>
#include <vector>

#include "compiler/ir/operation.hpp"
#include "compiler/schema/schema.hpp"

/// Views and triggers that ALTER TABLE stops at: it reads all of them.
namespace migc::backends::sqlite {

/// Whether it is something that SQLite reads: a view or a trigger.
[[nodiscard]] bool is_executable(const schema::Object& object);

/// Those of the suspects that do not resolve, and what reads them.
[[nodiscard]] std::vector<schema::Id> unreadable(const std::set<schema::Id>& suspects,
                                                 const schema::Schema& schema);

/// What reads the column through a view: SQLite renames the view's own column, and then stops at
/// those that still use its old name.
[[nodiscard]] std::vector<schema::Id> second_hand_readers(const ir::RenameColumn& op,
                                                          const schema::Schema& schema);

}  // namespace migc::backends::sqlite
