#include "tests/bench/bench.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <stdexcept>

#include "tests/support/project.hpp"

namespace migc::bench {

std::vector<support::Outcome> best_of_each(int times, const std::vector<Run>& runs) {
  std::vector<support::Outcome> best(runs.size());
  for (int round = 0; round < times; ++round)
    for (std::size_t at = 0; at < runs.size(); ++at) {
      support::Outcome next = runs[at]();
      if (next.exit != 0) throw std::runtime_error(support::head(next.errors + next.output, 10));
      next.peak_kib = std::max(next.peak_kib, best[at].peak_kib);
      if (round == 0 || next.seconds < best[at].seconds)
        best[at] = std::move(next);
      else
        best[at].peak_kib = next.peak_kib;
    }
  return best;
}

support::Outcome best_of(int times, const Run& run) { return best_of_each(times, {run}).front(); }

void print(const std::string& what, const support::Outcome& outcome, const std::string& more) {
  std::printf("%-44s %9.2f ms  %7.1f MiB  %s\n", what.c_str(), outcome.seconds * 1000,
              static_cast<double>(outcome.peak_kib) / 1024, more.c_str());
  std::fflush(stdout);
}

void Growth::add(std::size_t size, double seconds) {
  if (size_ != 0)
    std::printf("%-44s %9.2f\n", "  growth exponent",
                std::log(seconds / seconds_) /
                    std::log(static_cast<double>(size) / static_cast<double>(size_)));
  size_ = size;
  seconds_ = seconds;
}

}  // namespace migc::bench
