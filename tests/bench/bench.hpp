#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "tests/support/process.hpp"

/// Times and sizes, one subject a file. Nothing is asserted, since machines differ.
namespace migc::bench {

/// The size of scripts, the time to emit them, and the time to apply them beside SQLite's own.
void table(const std::string& migc);
/// Its last part: the time to apply scripts.
void apply(const std::string& migc);
/// How the time of histories of one kind grows with their size, for those with `part` in the name.
void families(const std::string& migc, const std::string& part);
void start_up(const std::string& migc);
void parse(const std::string& migc);
/// Histories of many revisions, and Alembic on smaller ones beside them.
void graph(const std::string& migc);
/// Large tables rebuilt, beside what a careful hand would type.
void rebuild(const std::string& migc);
/// Programs with their migrations in them.
void program(const std::string& migc);
/// What an editor waits for in long histories.
void lsp(const std::string& migc);

using Run = std::function<support::Outcome()>;

/// The fastest of several runs, and the largest memory; throws when one fails.
[[nodiscard]] support::Outcome best_of(int times, const Run& run);
/// The same of each; they take turns, so that what disturbs the machine disturbs all.
[[nodiscard]] std::vector<support::Outcome> best_of_each(int times, const std::vector<Run>& runs);
/// The medians of wall clock and of CPU time, and the largest memory, of runs that take turns.
[[nodiscard]] std::vector<support::Outcome> medians_of_each(int times,
                                                            const std::vector<Run>& runs);

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
