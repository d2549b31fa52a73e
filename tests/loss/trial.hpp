#pragma once

#include <cstdint>
#include <string>

#include "tests/random/rng.hpp"

namespace migc::loss_test {

/// What became of random revisions.
struct Losses {
  std::uint64_t kept = 0;      ///< Went through, and nothing is lost.
  std::uint64_t refused = 0;   ///< And nothing has changed.
  std::uint64_t strict = 0;    ///< Of these, would have lost nothing.
  std::uint64_t no_sense = 0;  ///< Do not compile, or SQLite refuses them for another reason.
};

/// When a defective compiler would ask what would be lost.
enum class Asked : std::uint8_t { in_time, too_early, too_late };

/// A revision of a few statements that rename, copy, update and drop in any order, on a database
/// whose values are all different: each is still somewhere, or an update or a delete of the
/// author's own has replaced it, or the script was refused and nothing has changed. Returns what
/// went wrong, or nothing.
[[nodiscard]] std::string try_losing(random::Rng& rng, Losses& losses,
                                     Asked asked = Asked::in_time);

}  // namespace migc::loss_test
