#pragma once

#include <functional>
#include <string>
#include <vector>

namespace migc::support {

/// Counts what holds of a list of things, and keeps the reasons where it does not.
class Tally {
 public:
  explicit Tally(std::string what) : what_(std::move(what)) {}

  /// Runs a check that returns the reason of its failure, or nothing; an exception is one too.
  void check(const std::string& subject, const std::function<std::string()>& reason);
  /// Prints `24 of 24 schemas` and every failure. Returns whether there was none.
  bool print() const;

 private:
  struct Failure {
    std::string subject, reason;
  };

  std::string what_;
  int all_ = 0;
  std::vector<Failure> failures_;
};

/// What a test program returns when its data is not there, and CTest shows as skipped.
inline constexpr int skipped = 77;

}  // namespace migc::support
