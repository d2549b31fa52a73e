#pragma once

#include <string>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/backends/script.hpp"
#include "compiler/schema/model/schema.hpp"

/// What a script asks before it drops something or makes it anew: that nobody has changed it by
/// hand. Whole texts are compared, so nothing grows deeper with the number of columns.
namespace migc::backends::sqlite {

/// The query of the temporary view `migc_text`: the text of each object without
/// layout, quotes and letter case.
[[nodiscard]] std::string text_query();

/// The same for the temporary view `migc_shape`, which tells what each object of the database is
/// like: a table's columns, keys and references, the text of anything else, the texts of the
/// indexes and triggers on it, and how many checks and the like a table has.
[[nodiscard]] std::string shape_query();

/// The condition, over that view, that an object and what stands on it are as they were planned.
/// `types` has the enums that a table's columns are of.
[[nodiscard]] std::string is_as_planned(const schema::Object& object, const Script::Guard& guard,
                                        const schema::Schema& types);

/// Queries for who reads what goes; see Backend::readers.
[[nodiscard]] Backend::Readers readers_by_hand(const Script::Gone& gone);

}  // namespace migc::backends::sqlite
