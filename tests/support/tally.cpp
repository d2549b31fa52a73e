#include "tests/support/tally.hpp"

#include <cstdio>
#include <exception>
#include <map>

namespace migc::support {

void Tally::check(const std::string& subject, const std::function<std::string()>& reason) {
  ++all_;
  try {
    const std::string found = reason();
    if (!found.empty()) failures_.push_back({subject, found});
  } catch (const std::exception& error) {
    failures_.push_back({subject, error.what()});
  }
}

bool Tally::print() const {
  const int good = all_ - static_cast<int>(failures_.size());
  std::printf("%d of %d %s\n", good, all_, what_.c_str());
  std::map<std::string, std::size_t> times;
  for (const Failure& failure : failures_) ++times[failure.reason];
  for (const Failure& failure : failures_) {
    std::size_t& left = times[failure.reason];
    if (left == 0) continue;  // told before
    std::printf("FAILED %s: %s\n", failure.subject.c_str(), failure.reason.c_str());
    if (left > 1) std::printf("  (and %zu more for the same reason)\n", left - 1);
    left = 0;
  }
  std::fflush(stdout);
  return failures_.empty();
}

}  // namespace migc::support
