#include "tests/support/tally.hpp"

#include <cstdio>
#include <exception>

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
  for (const Failure& failure : failures_)
    std::printf("FAILED %s: %s\n", failure.subject.c_str(), failure.reason.c_str());
  std::fflush(stdout);
  return failures_.empty();
}

}  // namespace migc::support
