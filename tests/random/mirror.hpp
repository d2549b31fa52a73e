#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/random/model.hpp"
#include "tests/support/database.hpp"

namespace migc::random {

/// What a column's new values are, by its number, as SQL over the old table.
using Values = std::map<int, std::string>;

/// A database made directly from the model, with nothing in it.
[[nodiscard]] std::unique_ptr<support::Database> make(const Model& model);

/// By table: how many of its rows have foreign keys that lead nowhere.
using Orphans = std::map<int, long>;
[[nodiscard]] Orphans orphans(const support::Database& database, const Model& model);
/// Whether some table has more of them than before. Those of other tables make up for nothing.
[[nodiscard]] bool has_more(const Orphans& after, const Orphans& before);

/// What a change means, done in the plainest way: a new database with the schema `after`, and each
/// row carried over column by column, rowids and marks of AUTOINCREMENT with it. Null when some row
/// does not fit, or a foreign key has an orphan that it had not before: then the change must be
/// refused.
[[nodiscard]] std::unique_ptr<support::Database> carry_over(const support::Database& old,
                                                            const Model& before, const Model& after,
                                                            const Values& values = {});

}  // namespace migc::random
