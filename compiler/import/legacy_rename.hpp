#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/ir/operation.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::import {

/// Adds what keeps views and triggers as they are to a text that renames tables under
/// `pragma legacy_alter_table`: there SQLite renames the table alone, and what names it goes on to
/// name whatever is called so next. A migration's rename is followed by all of them, so they are
/// dropped before it and created again behind it. `steps` are those of the text, and `legacy` the
/// places of the statements that the pragma is on for. Reports a table whose foreign keys would
/// have to stay, as they do while `pragma foreign_keys` is off. Leaves the schema as it was.
/// https://www.sqlite.org/pragma.html#pragma_legacy_alter_table
[[nodiscard]] std::string with_kept_names(std::string text, const std::vector<ir::Step>& steps,
                                          const std::set<std::size_t>& legacy,
                                          schema::Schema& schema, bool keeps_foreign_keys,
                                          diagnostics::Diagnostics& diagnostics);

}  // namespace migc::import
