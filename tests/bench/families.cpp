#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <set>
#include <stdexcept>

#include "tests/bench/bench.hpp"
#include "tests/bench/family.hpp"
#include "tests/support/files.hpp"

namespace migc::bench {
namespace {

constexpr double target = 1.15;
constexpr int cpu_limit = 20;  // seconds of one run

struct Measured {
  double size = 0, cpu_seconds = 0, peak_bytes = 0, source_bytes = 0, written_bytes = 0;
};

double bytes_of(const std::set<std::string>& files) {
  double bytes = 0;
  for (const std::string& file : files)
    bytes += static_cast<double>(std::filesystem::file_size(file));
  return bytes;
}

std::set<std::string> files_of(const support::Project& project) {
  const auto files = support::files_in(project.root(), "");
  return {files.begin(), files.end()};
}

/// What a run wrote.
std::set<std::string> new_files(const support::Project& project,
                                const std::set<std::string>& before) {
  std::set<std::string> files = files_of(project);
  std::erase_if(files, [&](const std::string& file) { return before.contains(file); });
  return files;
}

support::Outcome run_limited(const std::string& migc, const support::Project& project,
                             const std::vector<std::string>& arguments) {
  std::vector<std::string> command{"sh", "-c", fmt::format("ulimit -t {}; exec \"$@\"", cpu_limit),
                                   "sh", migc};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return support::run(command, "", project.root());
}

/// The least time of a few runs, or of one that takes long enough; throws when one fails.
Measured measure(const std::string& migc, const Family& family, std::size_t size) {
  const support::Project project(migc);
  family.write(project, size);
  const std::set<std::string> sources = files_of(project);
  Measured measured{.size = static_cast<double>(size), .source_bytes = bytes_of(sources)};
  for (int times = 0; times < 3 && measured.cpu_seconds < 1; ++times) {
    const support::Outcome outcome = run_limited(migc, project, family.command);
    if (outcome.exit != 0)
      throw std::runtime_error(outcome.exit == 128 + SIGXCPU || outcome.exit == 128 + SIGKILL
                                   ? fmt::format("over {} s", cpu_limit)
                                   : support::head(outcome.errors, 1));
    const std::set<std::string> written = new_files(project, sources);
    measured.cpu_seconds =
        times == 0 ? outcome.cpu_seconds : std::min(measured.cpu_seconds, outcome.cpu_seconds);
    measured.peak_bytes = static_cast<double>(outcome.peak_kib) * 1024;
    measured.written_bytes = bytes_of(written);
    for (const std::string& file : written) std::filesystem::remove(file);
  }
  return measured;
}

/// The slope of a value's logarithm over the size's, by least squares, of the three largest sizes.
double exponent(const std::vector<Measured>& points, double Measured::*value) {
  const std::size_t count = std::min<std::size_t>(points.size(), 3);
  double x = 0, y = 0, xx = 0, xy = 0;
  for (auto point = points.end() - static_cast<std::ptrdiff_t>(count); point != points.end();
       ++point) {
    const double log_size = std::log(point->size), log_value = std::log((*point).*value);
    x += log_size, y += log_value, xx += log_size * log_size, xy += log_size * log_value;
  }
  const double n = static_cast<double>(count);
  return (n * xy - x * y) / (n * xx - x * x);
}

/// Between the smallest and the largest size, which leaves out what every run needs.
double memory_per_source_byte(const std::vector<Measured>& points) {
  return (points.back().peak_bytes - points.front().peak_bytes) /
         (points.back().source_bytes - points.front().source_bytes);
}

void print_growth(const std::vector<Measured>& points) {
  if (points.size() < 2) return;
  const double of_time = exponent(points, &Measured::cpu_seconds);
  fmt::print(" {:>9.2f}{} ", of_time, of_time > target ? '!' : ' ');
  if (points.back().written_bytes > 0)
    fmt::print("{:>8.2f}", exponent(points, &Measured::written_bytes));
  else
    fmt::print("{:>8}", "");
  fmt::print(" {:>8.1f}", memory_per_source_byte(points));
}

void print_family(const std::string& migc, const Family& family) {
  fmt::print("{:<42} {:>6}", family.name, family.largest);
  std::vector<Measured> points;
  std::string problem;
  for (const std::size_t parts : {8U, 4U, 2U, 1U}) {
    try {
      if (problem.empty()) points.push_back(measure(migc, family, family.largest / parts));
    } catch (const std::runtime_error& error) {
      problem = error.what();
    }
    fmt::print(" {:>7}", problem.empty() ? fmt::format("{:.3f}", points.back().cpu_seconds) : "-");
    std::fflush(stdout);
  }
  print_growth(points);
  fmt::print("  {}\n", problem);
}

}  // namespace

void families(const std::string& migc, const std::string& part) {
  fmt::print("{:<42} {:>6} {:>31} {:>10} {:>8} {:>8}\n", "", "", "CPU s of the size", "exponent",
             "of bytes", "memory");
  fmt::print("{:<42} {:>6} {:>7} {:>7} {:>7} {:>7} {:>10} {:>8} {:>8}\n", "", "size", "1/8", "1/4",
             "1/2", "1", fmt::format("<= {}", target), "written", "/ source");
  for (const Family& family : all_families())
    if (family.name.find(part) != std::string::npos) print_family(migc, family);
}

}  // namespace migc::bench
