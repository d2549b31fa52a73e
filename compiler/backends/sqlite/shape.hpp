#pragma once

#include <string>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/backends/script.hpp"
#include "compiler/schema/schema.hpp"

/// Conditions that a script asks before it drops something or makes it anew: that nobody has
/// changed it by hand. Each compares whole texts, so none grows deeper with the number of columns.
namespace migc::backends::sqlite {

/// That the objects have the texts that they have in the model, but for layout, quotes and letter
/// case.
[[nodiscard]] std::string are_as_planned(const std::vector<const Kept*>& objects);

/// That a table has these columns, keys and references, and as many checks and the like. `types`
/// has the enums that its columns are of.
[[nodiscard]] std::string has_layout(const ir::Table& table, const schema::Schema& types);

/// That nothing stands on a table or view but so many indexes and triggers.
[[nodiscard]] std::string has_no_more_on(const std::string& relation, std::size_t count);

/// Queries for who reads what goes; see Backend::readers.
[[nodiscard]] Backend::Readers readers_by_hand(const Script::Gone& gone);

}  // namespace migc::backends::sqlite
