#include <cstdio>

#include "tests/loss/trial.hpp"
#include "tests/support/numbers.hpp"

/// Random revisions that may lose something. A failure is seen again with `--revisions 1 --seed`
/// and the seed that is printed with it.
int main(int count, char** arguments) {
  using namespace migc;
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
  return bad == 0 && tells ? 0 : 1;
}
