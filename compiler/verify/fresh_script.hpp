#pragma once

#include "compiler/backends/backend.hpp"
#include "compiler/backends/script.hpp"
#include "compiler/drivers/sqlite/contents.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::verify {

/// What makes the contents in an empty database: tables and their rows first, then what would slow
/// the rows down or act on them. Statements are printed as the model has them; what it does not
/// know, since raw SQL has made it, as the database keeps them.
[[nodiscard]] backends::Script fresh_script(const drivers::sqlite::Contents& contents,
                                            const schema::Schema& schema,
                                            const backends::Backend& backend);

}  // namespace migc::verify
