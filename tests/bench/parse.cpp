#include "compiler/syntax/parse.hpp"

#include <chrono>
#include <cstdio>

#include "tests/bench/bench.hpp"
#include "tests/bench/history.hpp"

namespace migc::bench {

/// One file after the other, as a project is read.
void parse(const std::string&) {
  std::vector<std::string> files;
  std::size_t bytes = 0;
  for (const auto& revision : linear_history(20000)) {
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
  std::printf("%-44s %9.1f MB/s (%.1f MB, %zu files)\n", "parse", megabytes / taken.count(),
              megabytes, files.size());
}

}  // namespace migc::bench
