#pragma once

#include "tests/support/facts.hpp"

namespace migc::support {

/// Facts where a constraint of one column is the same at the column and at the table's end, and
/// what holds anyway need not be said: no statement chooses between these.
[[nodiscard]] Facts meaning(Facts facts);

}  // namespace migc::support
