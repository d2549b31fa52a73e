#include <cstdio>
#include <utility>

#include "tests/loss/trial.hpp"
#include "tests/support/numbers.hpp"

namespace {

using namespace migc;

/// Whether some revision loses something where losses are asked about at the wrong time.
bool is_noticed(loss_test::Asked asked, std::uint64_t revisions, std::uint64_t seed) {
  loss_test::Losses losses;
  for (std::uint64_t i = 0; i < revisions; ++i) {
    random::Rng rng(seed + i);
    if (!loss_test::try_losing(rng, losses, asked).empty()) return true;
  }
  return false;
}

}  // namespace

/// Random revisions that may lose something. A failure is seen again with `--revisions 1 --seed`
/// and the seed that is printed with it.
int main(int count, char** arguments) {
  std::uint64_t revisions = 300, seed = 1, shown = 5;
  if (!support::read_numbers(
          count, arguments,
          {{"--revisions", &revisions}, {"--seed", &seed}, {"--shown", &shown}})) {
    std::puts("usage: loss_test [--revisions N] [--seed S] [--shown N]");
    return 2;
  }
  loss_test::Losses losses;
  std::uint64_t bad = 0;
  const auto number = [](std::uint64_t many) { return static_cast<unsigned long long>(many); };
  for (std::uint64_t i = 0; i < revisions; ++i) {
    random::Rng rng(seed + i);
    const std::string wrong = loss_test::try_losing(rng, losses);
    if (!wrong.empty() && ++bad <= shown)
      std::printf("FAILED seed %llu: %s\n", number(seed + i), wrong.c_str());
  }
  std::printf(
      "%llu revisions: %llu keep everything, %llu are refused (%llu would lose no value), %llu "
      "mean nothing; %llu bad\n",
      number(revisions), number(losses.kept), number(losses.refused), number(losses.strict),
      number(losses.no_sense), number(bad));
  const bool tells = revisions < 100 || (losses.kept > revisions / 20 &&
                                         losses.refused - losses.strict > revisions / 20);
  bool notices = true;
  for (const auto& [asked, when] : {std::pair{loss_test::Asked::too_early, "too early"},
                                    {loss_test::Asked::too_late, "too late"}}) {
    if (revisions < 100 || is_noticed(asked, revisions, seed)) continue;
    std::printf("FAILED: no test notices that losses are asked about %s\n", when);
    notices = false;
  }
  return bad == 0 && tells && notices ? 0 : 1;
}
