#pragma once

#include <string>

#include "tests/random/rng.hpp"
#include "tests/support/database.hpp"

namespace migc::drift {

/// One change of a schema as somebody makes it by hand: SQL for the database as it is, after which
/// all that worked before still works. New names are of `h` and the number. Empty where nothing
/// came of it.
[[nodiscard]] std::string invent_by_hand(const support::Database& database, random::Rng& rng,
                                         int number);

}  // namespace migc::drift
