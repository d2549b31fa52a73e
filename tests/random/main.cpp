#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include "tests/random/fresh.hpp"
#include "tests/random/history.hpp"
#include "tests/random/journey.hpp"
#include "tests/random/pair.hpp"
#include "tests/support/numbers.hpp"

namespace {

struct Options {
  std::uint64_t histories = 1000, seed = 1;
  std::uint64_t shell_every = 101;  ///< So many run in process for one that the shell runs.
  std::uint64_t shown = 5;          ///< Failures that are told in full.
  std::uint64_t way = any_way;      ///< The one that is taken; without, all in turn.
  std::uint64_t pairs = 0;          ///< So many histories whose schemas are compared in pairs.
  std::uint64_t fresh = 0;          ///< So many histories whose end is made in one step.
  static constexpr std::uint64_t any_way = migc::random::ways;
};

bool read_options(int count, char** arguments, Options& options) {
  return migc::support::read_numbers(count, arguments,
                                     {{"--histories", &options.histories},
                                      {"--seed", &options.seed},
                                      {"--shell-every", &options.shell_every},
                                      {"--shown", &options.shown},
                                      {"--way", &options.way},
                                      {"--pairs", &options.pairs},
                                      {"--fresh", &options.fresh}});
}

using Check = std::string (*)(const migc::random::History&, migc::support::FactsReader&);

/// Asks one question of so many histories.
int run_check(const Options& options, std::uint64_t histories, Check check, const char* what) {
  migc::support::FactsReader reader({"migc_version", "migc_log"});
  std::uint64_t good = 0;
  for (std::uint64_t i = 0; i < histories; ++i) {
    migc::random::Rng rng(options.seed + i);
    const auto history = migc::random::invent_history(rng, reader);
    const std::string wrong = check(history, reader);
    if (wrong.empty())
      ++good;
    else if (i - good <= options.shown)
      std::printf("FAILED seed %llu: %s\n", static_cast<unsigned long long>(options.seed + i),
                  wrong.c_str());
  }
  std::printf("%llu of %llu histories %s\n", static_cast<unsigned long long>(good),
              static_cast<unsigned long long>(histories), what);
  return good == histories ? 0 : 1;
}

}  // namespace

/// Random histories on real databases. A failure is seen again with `--histories 1 --seed` and the
/// seed that is printed with it.
int main(int count, char** arguments) {
  Options options;
  if (!read_options(count, arguments, options)) {
    std::puts(
        "usage: random_test [--histories N] [--seed S] [--shell-every N] [--shown N] [--way N]\n"
        "       random_test --pairs N [--seed S] [--shown N]\n"
        "       random_test --fresh N [--seed S] [--shown N]");
    return 2;
  }
  using namespace migc::random;
  if (options.pairs > 0) return run_check(options, options.pairs, compare_pairs, "in pairs");
  if (options.fresh > 0) return run_check(options, options.fresh, make_fresh, "in one step");
  migc::support::FactsReader reader({"migc_version", "migc_log"});
  std::uint64_t good = 0, revisions = 0;
  for (std::uint64_t i = 0; i < options.histories; ++i) {
    const std::uint64_t seed = options.seed + i;
    migc::random::Rng rng(seed);
    const auto history = migc::random::invent_history(rng, reader);
    revisions += history.revisions.size();
    migc::random::Way way = migc::random::way(options.way == Options::any_way ? seed : options.way);
    way.shell = options.shell_every != 0 && seed % options.shell_every == 0;
    std::string wrong = travel(history, reader, way);
    if (wrong.empty()) {
      ++good;
      continue;
    }
    wrong = describe(way) + ": " + wrong;
    if (i - good < options.shown) {
      std::printf("FAILED seed %llu: %s\n%s\n", static_cast<unsigned long long>(seed),
                  wrong.c_str(), describe(history).c_str());
    } else {
      std::printf("FAILED seed %llu: %s\n", static_cast<unsigned long long>(seed),
                  wrong.substr(0, wrong.find('\n')).c_str());
    }
  }
  std::printf("%llu of %llu histories, %llu revisions\n", static_cast<unsigned long long>(good),
              static_cast<unsigned long long>(options.histories),
              static_cast<unsigned long long>(revisions));
  return good == options.histories ? 0 : 1;
}
