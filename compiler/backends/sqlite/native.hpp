#pragma once

#include "compiler/ir/operation.hpp"
#include "compiler/schema/schema.hpp"

/// What SQLite's own ALTER TABLE does exactly, whatever rows the table has: an offline compiler
/// cannot know that a table is empty. https://www.sqlite.org/lang_altertable.html
namespace migc::backends::sqlite {

/// Whether ALTER TABLE ADD COLUMN takes this column over any rows.
[[nodiscard]] bool adds_natively(const ir::AddColumn& op, const schema::Schema& before);

/// Whether ALTER TABLE DROP COLUMN may be used: nothing else says the column's name, in triggers'
/// SET and INSERT lists and children's foreign keys neither, which SQLite does not look at.
[[nodiscard]] bool drops_natively(const ir::DropColumn& op, const schema::Schema& before);

}  // namespace migc::backends::sqlite
