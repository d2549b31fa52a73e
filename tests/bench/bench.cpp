#include "tests/bench/bench.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <stdexcept>

#include "tests/support/project.hpp"

namespace migc::bench {
namespace {

support::Outcome succeed(const Run& run) {
  support::Outcome outcome = run();
  if (outcome.exit != 0)
    throw std::runtime_error(support::head(outcome.errors + outcome.output, 10));
  return outcome;
}

double median(std::vector<support::Outcome>& outcomes, double support::Outcome::*value) {
  std::ranges::sort(outcomes, {}, value);
  const std::size_t middle = outcomes.size() / 2;
  if (outcomes.size() % 2 == 1) return outcomes[middle].*value;
  return (outcomes[middle - 1].*value + outcomes[middle].*value) / 2;
}

support::Outcome median(std::vector<support::Outcome> outcomes) {
  support::Outcome result;
  for (const support::Outcome& outcome : outcomes)
    result.peak_kib = std::max(result.peak_kib, outcome.peak_kib);
  result.seconds = median(outcomes, &support::Outcome::seconds);
  result.cpu_seconds = median(outcomes, &support::Outcome::cpu_seconds);
  return result;
}

}  // namespace

std::vector<support::Outcome> best_of_each(int times, const std::vector<Run>& runs) {
  std::vector<support::Outcome> best(runs.size());
  for (int round = 0; round < times; ++round)
    for (std::size_t at = 0; at < runs.size(); ++at) {
      support::Outcome next = succeed(runs[at]);
      next.peak_kib = std::max(next.peak_kib, best[at].peak_kib);
      if (round == 0 || next.seconds < best[at].seconds)
        best[at] = std::move(next);
      else
        best[at].peak_kib = next.peak_kib;
    }
  return best;
}

std::vector<support::Outcome> medians_of_each(int times, const std::vector<Run>& runs) {
  std::vector<std::vector<support::Outcome>> outcomes(runs.size());
  for (int round = 0; round < times; ++round)
    for (std::size_t at = 0; at < runs.size(); ++at) outcomes[at].push_back(succeed(runs[at]));
  std::vector<support::Outcome> medians;
  for (const auto& of_one : outcomes) medians.push_back(median(of_one));
  return medians;
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
