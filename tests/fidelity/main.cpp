#include <string>

#include "tests/rebuild/trial.hpp"
#include "tests/support/tally.hpp"

/// Everything that a rebuild has to keep, beneath every change that takes one: fidelity_test [PART
/// OF A NAME].
int main(int count, char** arguments) {
  using namespace migc;
  const std::string only = count > 1 ? arguments[1] : "";
  rebuild::Trials trials;
  support::Tally tally("rebuilds");
  for (const rebuild::Fixture& fixture : rebuild::fixtures)
    for (const rebuild::Change& change : rebuild::changes)
      for (const auto origin : {rebuild::Origin::migc, rebuild::Origin::hand}) {
        if (!fits(change, fixture)) continue;
        const std::string by = origin == rebuild::Origin::migc ? " by migc" : " by hand";
        const std::string name = fixture.what + ", " + change.what + "," + by;
        if (name.find(only) == std::string::npos) continue;
        tally.check(name, [&] { return trials.run(fixture, change, origin); });
      }
  return tally.print() ? 0 : 1;
}
