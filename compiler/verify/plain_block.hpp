#pragma once

#include "compiler/pipeline/compile.hpp"

namespace migc::verify {

/// Whether a block can touch nothing but itself: new tables and indexes without expressions, and
/// plain columns that nothing could take for another. There is nothing to ask SQLite then.
[[nodiscard]] bool is_plain(const pipeline::Block& block);

}  // namespace migc::verify
