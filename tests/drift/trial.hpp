#pragma once

#include <cstdint>
#include <string>

#include "tests/random/rng.hpp"

namespace migc::drift {

/// What became of the runs on databases that had been changed by hand.
struct Counts {
  std::uint64_t no_sense = 0;   ///< Nothing to try: it does not compile, or runs nowhere.
  std::uint64_t ran = 0;        ///< It ran, and all was kept.
  std::uint64_t elsewhere = 0;  ///< Of these: what was changed could not be in the way.
  std::uint64_t refused = 0;
  std::uint64_t strict = 0;  ///< Of these: with `--allow-drift` it runs, and loses nothing.
};

/// How the script is made otherwise than migc makes it; to see that a defect is noticed.
enum class Defect : std::uint8_t {
  none,
  names_only,     ///< What is guarded is looked for by its name alone.
  nothing_on_it,  ///< Nobody asks whether something new stands on a table.
  nobody_reads,   ///< Nobody asks who reads what goes.
  no_probes,      ///< Nobody tries whether what was made works.
};

/// One random history on a database that somebody changes by hand: what is wrong; nothing where all
/// that was made by hand is there after the run, or the run was refused and nothing has changed.
[[nodiscard]] std::string try_drift(random::Rng& rng, Counts& counts, Defect defect = Defect::none);

}  // namespace migc::drift
