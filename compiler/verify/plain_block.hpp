#pragma once

#include <set>
#include <string>

#include "compiler/pipeline/compile.hpp"

namespace migc::verify {

/// Whether a block can touch nothing but itself: new tables and indexes without expressions, and
/// plain columns that nothing could take for another. There is nothing to ask SQLite then.
[[nodiscard]] bool is_plain(const pipeline::Block& block);

/// Whether another meaning could hide behind a text when `columns` (keys) come or go: it names one
/// of them, or takes columns as they come (`*`, NATURAL, USING, an INSERT without names).
[[nodiscard]] bool could_mean_otherwise(const ir::Expression& text,
                                        const std::set<std::string>& columns);

}  // namespace migc::verify
