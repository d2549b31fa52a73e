#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <memory>
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

/// A family at one size.
class Trial {
 public:
  Trial(const std::string& migc, const Family& family, std::size_t size)
      : command_{"sh", "-c", fmt::format("ulimit -t {}; exec \"$@\"", cpu_limit), "sh", migc},
        project_(migc) {
    command_.insert(command_.end(), family.command.begin(), family.command.end());
    family.write(project_, size);
    sources_ = files_of(project_);
    measured_.size = static_cast<double>(size);
    measured_.source_bytes = bytes_of(sources_);
  }

  /// Throws when the command fails or takes too long.
  void run() {
    const support::Outcome outcome = support::run(command_, "", project_.root());
    if (outcome.exit == 128 + SIGXCPU || outcome.exit == 128 + SIGKILL)
      throw std::runtime_error(fmt::format("over {} s", cpu_limit));
    if (outcome.exit != 0) throw std::runtime_error(support::head(outcome.errors, 1));
    const std::set<std::string> written = new_files(project_, sources_);
    measured_.cpu_seconds = measured_.cpu_seconds == 0
                                ? outcome.cpu_seconds
                                : std::min(measured_.cpu_seconds, outcome.cpu_seconds);
    measured_.peak_bytes = static_cast<double>(outcome.peak_kib) * 1024;
    measured_.written_bytes = bytes_of(written);
    for (const std::string& file : written) std::filesystem::remove(file);
  }

  [[nodiscard]] const Measured& measured() const { return measured_; }

 private:
  std::vector<std::string> command_;
  support::Project project_;
  std::set<std::string> sources_;
  Measured measured_;  ///< The least time, and the rest of the last run.
};

/// The family's sizes as far as none fails, and why the next one does.
struct Measurements {
  std::vector<Measured> points;
  std::string problem;
};

/// The sizes take turns, so that what disturbs the machine disturbs all. Short runs are repeated.
Measurements measure(const std::string& migc, const Family& family) {
  Measurements result;
  std::vector<std::unique_ptr<Trial>> trials;
  try {
    for (const std::size_t parts : {8U, 4U, 2U, 1U}) {
      auto trial = std::make_unique<Trial>(migc, family, family.largest / parts);
      trial->run();
      trials.push_back(std::move(trial));
    }
  } catch (const std::runtime_error& error) {
    result.problem = error.what();
  }
  for (int round = 1; round < 3; ++round)
    for (const auto& trial : trials)
      if (trial->measured().cpu_seconds < 1) trial->run();
  for (const auto& trial : trials) result.points.push_back(trial->measured());
  return result;
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
  fmt::print(" {:>8.0f} {:>8.0f}", points.back().peak_bytes / (1 << 20),
             memory_per_source_byte(points));
}

void print_family(const std::string& migc, const Family& family) {
  const auto [points, problem] = measure(migc, family);
  fmt::print("{:<42} {:>6}", family.name, family.largest);
  for (const Measured& point : points) fmt::print(" {:>7.3f}", point.cpu_seconds);
  for (std::size_t missing = points.size(); missing < 4; ++missing) fmt::print(" {:>7}", "-");
  print_growth(points);
  fmt::print("  {}\n", problem);
}

}  // namespace

void families(const std::string& migc, const std::string& part) {
  fmt::print("{:<42} {:>6} {:>31} {:>10} {:>8} {:>8} {:>8}\n", "", "", "CPU s of the size",
             "exponent", "of bytes", "memory", "bytes /");
  fmt::print("{:<42} {:>6} {:>7} {:>7} {:>7} {:>7} {:>10} {:>8} {:>8} {:>8}\n", "", "size", "1/8",
             "1/4", "1/2", "1", fmt::format("<= {}", target), "written", "MiB", "source");
  for (const Family& family : all_families())
    if (family.name.find(part) != std::string::npos) print_family(migc, family);
  fmt::print("! the time grows faster than the target\n");
}

}  // namespace migc::bench
