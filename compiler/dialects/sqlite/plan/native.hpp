#pragma once

#include <string>

#include "compiler/ir/operation.hpp"
#include "compiler/schema/model/schema.hpp"

/// What SQLite's own ALTER TABLE does exactly, whatever rows the table has: an offline compiler
/// cannot know that a table is empty. https://www.sqlite.org/lang_altertable.html
namespace migc::backends::sqlite {

/// Why ALTER TABLE ADD COLUMN does not take this column over any rows; empty when it does.
[[nodiscard]] std::string why_not_added_natively(const source::Name& altered,
                                                 const ir::AddColumn& op,
                                                 const schema::Schema& before);

/// Why ALTER TABLE DROP COLUMN may not be used; empty when it may. Something else says the column's
/// name, perhaps in a trigger's SET or INSERT list or in a child's foreign key, at which SQLite
/// does not look.
[[nodiscard]] std::string why_not_dropped_natively(const source::Name& altered,
                                                   const ir::DropColumn& op,
                                                   const schema::Schema& before);

}  // namespace migc::backends::sqlite
