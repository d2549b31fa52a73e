#pragma once

#include <cstdint>
#include <string>

#include "compiler/config/settings.hpp"

namespace migc::random {

/// How a history is compiled, and what runs it. Whatever the way, it leads to the same schema and
/// the same rows.
struct Way {
  bool shell = false;      ///< Every script is run by SQLite's shell, on a file.
  bool coalesced = false;  ///< All revisions behind the first in one transaction.
  bool squashed = false;   ///< All revisions behind the first as one.
  bool metadata = false;   ///< Declarations are edited where that is exact.
  bool always_rebuild = false;
  bool newest = false;  ///< With all that the engine at hand has in ALTER TABLE.
};

constexpr std::uint64_t ways = 7;

/// One way of `ways`, by number.
[[nodiscard]] Way way(std::uint64_t number);
[[nodiscard]] config::Settings settings_of(const Way& way);
/// For people: "metadata, in one transaction".
[[nodiscard]] std::string describe(const Way& way);

}  // namespace migc::random
