#pragma once

#include <optional>
#include <set>
#include <vector>

#include "compiler/ir/operation.hpp"
#include "compiler/schema/model/schema.hpp"

/// Views and triggers that ALTER TABLE stops at, since it reads all of them, or whose text it would
/// change otherwise than it should: such are dropped before it and made again behind it.
namespace migc::backends::sqlite {

/// Whether it is something that SQLite reads: a view or a trigger.
[[nodiscard]] bool is_executable(const schema::Object& object);

/// Those of the suspects that do not resolve, and what reads them.
[[nodiscard]] std::vector<schema::Id> unreadable(const std::set<schema::Id>& suspects,
                                                 const schema::Schema& schema);

/// Something that names the column and reads it through a view that passes its name on: SQLite
/// stops at it when the column goes.
[[nodiscard]] std::optional<schema::Id> second_hand_reader(const source::Name& altered,
                                                           const ir::DropColumn& op,
                                                           const schema::Schema& schema);

/// Views and triggers that read the relation, directly or through views.
[[nodiscard]] std::vector<schema::Id> readers_of(const schema::Id& relation,
                                                 const schema::Schema& schema);

/// What has to be made again around the rename of a column: second-hand readers; what says `rowid`
/// and would say the key's new name; what has a text in double quotes.
[[nodiscard]] std::vector<schema::Id> made_again(const source::Name& altered,
                                                 const ir::RenameColumn& op,
                                                 const schema::Schema& schema);

/// The same for the rename of a table: SQLite takes `excluded` for the table, too.
[[nodiscard]] std::vector<schema::Id> made_again(const ir::RenameTable& op,
                                                 const schema::Schema& schema);

}  // namespace migc::backends::sqlite
