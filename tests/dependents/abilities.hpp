#pragma once

#include <map>
#include <set>
#include <string>

#include "tests/support/database.hpp"

namespace migc::dependents {

/// What can be done with a database, as the tests themselves ask: `select v`, `update t.a`, …
using Abilities = std::set<std::string>;

/// Compiles what could be done with every relation, foreign keys enforced and with names in double
/// quotes that nothing has for errors; reads one row of each.
[[nodiscard]] Abilities abilities_of(const support::Database& database);

}  // namespace migc::dependents
