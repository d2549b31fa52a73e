#include "tests/bench/bench.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <stdexcept>

#include "tests/support/project.hpp"

namespace migc::bench {

support::Outcome best_of(int times, const std::function<support::Outcome()>& run) {
  support::Outcome best = run();
  while (best.exit == 0 && --times > 0) {
    support::Outcome next = run();
    next.peak_kib = std::max(next.peak_kib, best.peak_kib);
    if (next.exit != 0 || next.seconds < best.seconds) best = std::move(next);
  }
  if (best.exit != 0) throw std::runtime_error(support::head(best.errors + best.output, 10));
  return best;
}

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
