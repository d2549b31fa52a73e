#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "tests/support/process.hpp"

/// Times and sizes, one subject a file. Nothing is asserted, since machines differ.
namespace migc::bench {

void start_up(const std::string& migc);
void parse();
void upgrade(const std::string& migc);
/// An empty database, revision by revision and in one step.
void fresh(const std::string& migc);
/// Histories of many revisions, and Alembic on smaller ones beside them.
void graph(const std::string& migc);
/// Large tables rebuilt, beside what a careful hand would type.
void rebuild(const std::string& migc);

using Run = std::function<support::Outcome()>;

/// The fastest of several runs, and the largest memory; throws when one fails.
[[nodiscard]] support::Outcome best_of(int times, const Run& run);
/// The same of each; they take turns, so that what disturbs the machine disturbs all.
[[nodiscard]] std::vector<support::Outcome> best_of_each(int times, const std::vector<Run>& runs);

/// Prints `what`, the time and the memory of a run.
void print(const std::string& what, const support::Outcome& outcome, const std::string& more = {});

/// Says how the time grows with the size between measurements: 1 is linear.
class Growth {
 public:
  void add(std::size_t size, double seconds);

 private:
  std::size_t size_ = 0;
  double seconds_ = 0;
};

}  // namespace migc::bench
