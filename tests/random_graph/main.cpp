#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include "tests/random_graph/travel.hpp"
#include "tests/support/numbers.hpp"

namespace {

struct Options {
  std::uint64_t graphs = 10000, seed = 1;
};

bool read_options(int count, char** arguments, Options& options) {
  return migc::support::read_numbers(count, arguments,
                                     {{"--graphs", &options.graphs}, {"--seed", &options.seed}});
}

}  // namespace

/// Random graphs of revisions, gone up and down in, against a model of sets. A failure is seen
/// again with `--graphs 1 --seed` and the seed that is printed with it.
int main(int count, char** arguments) {
  Options options;
  if (!read_options(count, arguments, options)) {
    std::puts("usage: random_graph_test [--graphs N] [--seed S]");
    return 2;
  }
  constexpr std::uint64_t most_shown = 5;
  std::uint64_t good = 0, revisions = 0, steps = 0;
  for (std::uint64_t i = 0; i < options.graphs; ++i) {
    migc::random::Rng rng(options.seed + i);
    const migc::random_graph::Model model = migc::random_graph::invent(rng);
    revisions += model.size();
    const auto [wrong, taken] = travel(model, rng);
    steps += taken;
    if (wrong.empty())
      ++good;
    else if (i - good < most_shown)
      std::printf("FAILED seed %llu: %s\n%s", static_cast<unsigned long long>(options.seed + i),
                  wrong.c_str(), describe(model).c_str());
  }
  std::printf("%llu of %llu graphs, %llu revisions, %llu steps\n",
              static_cast<unsigned long long>(good),
              static_cast<unsigned long long>(options.graphs),
              static_cast<unsigned long long>(revisions), static_cast<unsigned long long>(steps));
  return good == options.graphs ? 0 : 1;
}
