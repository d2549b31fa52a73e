#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "compiler/syntax/parse.hpp"
#include "tests/bench/history.hpp"
#include "tests/support/project.hpp"

namespace {

using namespace migc;

void start_up(const std::string& migc) {
  double best = 1e9;
  long peak = 0;
  for (int i = 0; i < 20; ++i) {
    const support::Outcome outcome = support::run({migc, "--version"});
    best = std::min(best, outcome.seconds);
    peak = outcome.peak_kib;
  }
  std::printf("%-36s %9.2f ms  %7.1f MiB\n", "migc --version", best * 1000,
              static_cast<double>(peak) / 1024);
}

/// One file after the other, as a project is read.
void parse() {
  std::vector<std::string> files;
  std::size_t bytes = 0;
  for (const auto& revision : bench::linear_history(20000)) {
    files.push_back(mig_file(revision));
    bytes += files.back().size();
  }
  source::SourceSet sources;
  diagnostics::Diagnostics diagnostics;
  const auto start = std::chrono::steady_clock::now();
  for (std::string& file : files) {
    const std::uint32_t source = sources.add("bench.mig", std::move(file));
    if (!syntax::parse(sources, source, diagnostics)) return;
  }
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  const double megabytes = static_cast<double>(bytes) / 1e6;
  std::printf("%-36s %9.1f MB/s (%.1f MB, %zu files)\n", "parse", megabytes / taken.count(),
              megabytes, files.size());
}

struct Measured {
  std::size_t revisions = 0;
  double seconds = 0;
};

Measured upgrade(const std::string& migc, std::size_t revisions) {
  const support::Project project(migc);
  for (const auto& revision : bench::linear_history(revisions)) project.add(revision);
  Measured best{revisions, 1e9};
  long peak = 0;
  std::size_t size = 0;
  for (int i = 0; i < 3; ++i) {
    const support::Outcome outcome = project.migc({"upgrade", "head", "--sql"});
    if (outcome.exit != 0) throw std::runtime_error(support::head(outcome.errors, 10));
    best.seconds = std::min(best.seconds, outcome.seconds);
    peak = outcome.peak_kib;
    size = outcome.output.size();
  }
  const std::string what = "upgrade head --sql, " + std::to_string(revisions) + " revisions";
  std::printf("%-36s %9.2f ms  %7.1f MiB  %.2f MB of SQL\n", what.c_str(), best.seconds * 1000,
              static_cast<double>(peak) / 1024, static_cast<double>(size) / 1e6);
  return best;
}

}  // namespace

/// bench MIGC: prints times and sizes and asserts none, since machines differ. An exponent of
/// 1 is linear.
int main(int count, char** arguments) {
  if (count != 2) {
    std::puts("usage: bench MIGC");
    return 2;
  }
  try {
    start_up(arguments[1]);
    parse();
    Measured last;
    for (const std::size_t revisions : {100U, 1000U, 10000U}) {
      const Measured now = upgrade(arguments[1], revisions);
      if (last.revisions != 0)
        std::printf(
            "%-36s %9.2f\n", "  growth exponent",
            std::log(now.seconds / last.seconds) /
                std::log(static_cast<double>(now.revisions) / static_cast<double>(last.revisions)));
      last = now;
    }
  } catch (const std::exception& error) {
    std::printf("FAILED: %s\n", error.what());
    return 1;
  }
  return 0;
}
