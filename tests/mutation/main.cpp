#include <algorithm>
#include <cstdio>
#include <set>
#include <string>

#include "tests/mutation/mutant.hpp"
#include "tests/rebuild/situation.hpp"
#include "tests/rebuild/trial.hpp"
#include "tests/support/project.hpp"
#include "tests/support/script.hpp"

namespace {

using namespace migc;
using mutation::Mutant;
using mutation::Statements;

/// One that moves rows whole where that is possible, and one that never does.
const std::set<std::string> telling = {"type of the same affinity", "not null filled"};

struct Prepared {
  std::string name;
  rebuild::Trial trial;
  Statements statements;
};

std::vector<Prepared> prepare() {
  std::vector<Prepared> all;
  for (const rebuild::Fixture& fixture : rebuild::fixtures)
    for (const rebuild::Change& change : rebuild::changes) {
      if (!telling.contains(change.what) || !fits(change, fixture)) continue;
      rebuild::Trial trial(fixture, change);
      Statements statements = support::statements_of(trial.script());
      all.push_back({fixture.what + ", " + change.what, std::move(trial), std::move(statements)});
    }
  return all;
}

/// How a mutant fared.
struct Verdict {
  bool applied = false;
  std::string noticed;  ///< Where, and what was said.
};

/// Whether a mutant does not fit in here, rather than being noticed.
bool is_no_sql(const std::string& wrong) {
  const auto says = [&](const char* words) { return wrong.find(words) != std::string::npos; };
  return says("syntax error") || says("has no column named") || says("no such table: sqlite_stat1");
}

/// Looks for a test that tells the mutant from the compiler: it must fail with the mutant's script,
/// and not with ours.
class Hunt {
 public:
  explicit Hunt(const Mutant& mutant) : defect_(mutant) {}

  Verdict among(const std::vector<Prepared>& trials, support::FactsReader& reader) {
    for (const Prepared& prepared : trials) {
      const Statements defective = defect_.in(prepared.statements);
      if (defective == prepared.statements) continue;
      verdict_.applied = true;
      const auto run = [&](const Statements& statements) {
        return prepared.trial.run(rebuild::Origin::migc, reader,
                                  [&](const std::string&) { return mutation::joined(statements); });
      };
      const std::string wrong = run(defective);
      if (is_no_sql(wrong)) continue;
      if (const std::string ours = run(prepared.statements); !ours.empty())
        throw std::logic_error(prepared.name + ": " + ours);
      if (wrong.empty()) continue;
      verdict_.noticed = prepared.name + ": " + support::head(wrong, 1);
      return verdict_;
    }
    for (const rebuild::Situation& situation : rebuild::situations())
      for (const auto client :
           {rebuild::Client::shell, rebuild::Client::stops, rebuild::Client::goes_on})
        if (meets(situation, client)) return verdict_;
    return verdict_;
  }

 private:
  bool meets(const rebuild::Situation& situation, rebuild::Client client) {
    bool applied = false;
    const std::string wrong = refuse(situation, client, [&](const std::string& script) {
      const Statements statements = support::statements_of(script);
      const Statements defective = defect_.in(statements);
      applied = defective != statements;
      return mutation::joined(defective);
    });
    verdict_.applied = verdict_.applied || applied;
    if (!applied || wrong.empty() || !refuse(situation, client).empty()) return false;
    verdict_.noticed = situation.what + ": " + support::head(wrong, 1);
    return true;
  }

  const mutation::Defect defect_;
  Verdict verdict_;
};

}  // namespace

/// Defects that an emitter of rebuilds can have, one by one, and whether the tests would notice:
/// mutation_test [--verbose].
int main(int count, char** arguments) {
  const bool verbose = count > 1 && std::string(arguments[1]) == "--verbose";
  const std::vector<Prepared> trials = prepare();
  support::FactsReader reader({"migc_version", "migc_log"});
  std::size_t caught = 0;
  for (const Mutant& mutant : mutation::mutants) {
    const Verdict verdict = Hunt(mutant).among(trials, reader);
    if (!verdict.applied)
      std::printf("FAILED %s: no script has what it changes\n", mutant.what.c_str());
    else if (verdict.noticed.empty())
      std::printf("FAILED %s: no test notices\n", mutant.what.c_str());
    else
      ++caught;
    if (verbose) std::printf("%s\n  %s\n", mutant.what.c_str(), verdict.noticed.c_str());
  }
  std::printf("%zu of %zu mutants caught\n", caught, mutation::mutants.size());
  return caught == mutation::mutants.size() ? 0 : 1;
}
