#include <map>
#include <string>

#include "tests/fidelity/orphans.hpp"
#include "tests/rebuild/situation.hpp"
#include "tests/rebuild/trial.hpp"
#include "tests/support/tally.hpp"

namespace {

using namespace migc::rebuild;

/// Everything that a rebuild has to keep, beneath every change that takes one.
bool all_is_kept(const std::string& only) {
  migc::support::FactsReader reader({"migc_version", "migc_log"});
  migc::support::Tally tally("rebuilds");
  for (const Fixture& fixture : fixtures)
    for (const Change& change : changes) {
      const std::string name = fixture.what + ", " + change.what;
      if (!fits(change, fixture) || name.find(only) == std::string::npos) continue;
      for (const auto& [origin, who] : std::map<Origin, std::string>{
               {Origin::migc, ", made by migc"}, {Origin::hand, ", made by hand"}})
        tally.check(name + who,
                    [&, origin = origin] { return Trial(fixture, change).run(origin, reader); });
    }
  return tally.print();
}

/// Everything that must stop one, under clients that stop at errors and such that go on.
bool all_is_refused(const std::string& only) {
  migc::support::Tally tally("refusals");
  for (const Situation& situation : situations())
    for (const auto& [client, how] :
         std::map<Client, std::string>{{Client::shell, ", in the shell"},
                                       {Client::stops, ", stopping"},
                                       {Client::goes_on, ", going on"}})
      if (situation.what.find(only) != std::string::npos)
        tally.check(situation.what + how,
                    [&, client = client] { return refuse(situation, client); });
  return tally.print();
}

}  // namespace

/// fidelity_test [PART OF A NAME]
int main(int count, char** arguments) {
  const std::string only = count > 1 ? arguments[1] : "";
  const bool kept = all_is_kept(only);
  const bool asked = migc::fidelity::orphans_are_asked_for();
  return all_is_refused(only) && kept && asked ? 0 : 1;
}
