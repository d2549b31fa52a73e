#include <cstdio>

#include "tests/drift/trial.hpp"
#include "tests/support/numbers.hpp"

namespace {

using namespace migc;

/// Whether the test notices that the script asks less than it should.
bool is_noticed(drift::Defect defect, std::uint64_t seed) {
  constexpr std::uint64_t databases = 300;
  drift::Counts counts;
  for (std::uint64_t i = 0; i < databases; ++i) {
    random::Rng rng(seed + i);
    if (!drift::try_drift(rng, counts, defect).empty()) return true;
  }
  return false;
}

}  // namespace

/// Databases that somebody has changed by hand. A failure is seen again with `--databases 1 --seed`
/// and the seed that is printed with it.
int main(int count, char** arguments) {
  std::uint64_t databases = 60, seed = 1, shown = 5;
  if (!support::read_numbers(
          count, arguments,
          {{"--databases", &databases}, {"--seed", &seed}, {"--shown", &shown}})) {
    std::puts("usage: drift_test [--databases N] [--seed S] [--shown N]");
    return 2;
  }
  drift::Counts counts;
  std::uint64_t bad = 0;
  const auto number = [](std::uint64_t many) { return static_cast<unsigned long long>(many); };
  for (std::uint64_t i = 0; i < databases; ++i) {
    random::Rng rng(seed + i);
    const std::string wrong = drift::try_drift(rng, counts);
    if (!wrong.empty() && ++bad <= shown)
      std::printf("FAILED seed %llu: %s\n", number(seed + i), wrong.c_str());
  }
  std::printf(
      "%llu databases: %llu runs kept everything (%llu had nothing to do with it), %llu were "
      "refused (%llu would lose nothing), %llu mean nothing; %llu bad\n",
      number(databases), number(counts.ran), number(counts.elsewhere), number(counts.refused),
      number(counts.strict), number(counts.no_sense), number(bad));
  if (databases < 60) return bad == 0 ? 0 : 1;
  const bool tells = counts.elsewhere > databases / 20 && counts.refused > databases / 20;
  bool notices = true;
  struct Hunt {
    drift::Defect defect;
    std::uint64_t seed;  ///< Where it is noticed soon.
    const char* what;
  };
  for (const auto& [defect, from, what] :
       {Hunt{drift::Defect::names_only, 1, "what is guarded is looked for by its name alone"},
        Hunt{drift::Defect::nothing_on_it, 16, "nobody asks what stands on a table"},
        Hunt{drift::Defect::nobody_reads, 99, "nobody asks who reads what goes"},
        Hunt{drift::Defect::no_probes, 102732, "nobody tries what was made"}}) {
    if (is_noticed(defect, from)) continue;
    std::printf("FAILED: not noticed: %s\n", what);
    notices = false;
  }
  return bad == 0 && tells && notices ? 0 : 1;
}
