#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "tests/bench/bench.hpp"
#include "tests/bench/history.hpp"
#include "tests/support/files.hpp"

namespace migc::bench {
namespace {

using support::Outcome;
using support::Project;

constexpr const char* script_name = "script.sql";

/// Texts are counted and not kept: the memory of this process counts as that of its children.
struct Size {
  double bytes = 0, lines = 0;
};

Size operator+(Size a, Size b) { return {a.bytes + b.bytes, a.lines + b.lines}; }

Size size_of(const std::string& path) {
  const std::string text = support::read_file(path);
  return {static_cast<double>(text.size()), static_cast<double>(std::ranges::count(text, '\n'))};
}

void add_history(const Project& project, std::size_t revisions) {
  for (const support::RevisionText& revision : linear_history(revisions)) project.add(revision);
}

/// The script that was emitted last, and its source.
void print_size(const Project& project, const std::string& what) {
  const Size script = size_of(project.path(script_name));
  Size source;
  const auto files = support::files_in(project.path("migrations"), ".mig");
  for (const std::string& file : files) source = source + size_of(file);
  const double revisions = static_cast<double>(files.size());
  fmt::print("  {:<40} {:>9.0f} {:>9.1f} {:>9.0f} {:>9.1f}\n", what, script.bytes / revisions,
             script.lines / revisions, source.bytes / revisions, source.lines / revisions);
}

/// Without the settings file: its paths are relative to it.
void copy_migrations(const Project& project) {
  std::filesystem::create_directories(project.path("migrations"));
  for (const std::string& file : support::files_in("migrations", ".mig"))
    std::filesystem::copy(file, project.path("migrations"));
}

Run emit(const Project& project, std::vector<std::string> options) {
  options.insert(options.begin(), {"upgrade", "head", "--sql", "-o", script_name});
  return [&project, options = std::move(options)] { return project.migc(options); };
}

void print_emission(const std::string& what, std::size_t revisions, const Outcome& outcome) {
  fmt::print("  {:<40} {:>9.2f} {:>9.2f} {:>9.3f} {:>9.1f}\n", what, outcome.cpu_seconds,
             outcome.seconds, outcome.cpu_seconds * 1000 / static_cast<double>(revisions),
             static_cast<double>(outcome.peak_kib) / 1024);
}

void print_emissions(const Project& project, std::size_t revisions) {
  const auto medians = medians_of_each(3, {emit(project, {"--no-rehearsal"}), emit(project, {})});
  print_emission(fmt::format("{} revisions", revisions), revisions, medians[1]);
  print_emission(fmt::format("{} revisions, --no-rehearsal", revisions), revisions, medians[0]);
}

}  // namespace

void table(const std::string& migc) {
  const Project small(migc), large(migc), real(migc);
  add_history(small, 1000);
  add_history(large, 10000);

  fmt::print("{:<42} {:>9} {:>9} {:>9} {:>9}\n", "upgrade head --sql", "CPU s", "wall s", "ms each",
             "peak MiB");
  print_emissions(small, 1000);
  print_emissions(large, 10000);

  fmt::print("\n{:<42} {:>9} {:>9} {:>9} {:>9}\n", "a revision in that script", "bytes", "lines",
             "of .mig", "lines");
  if (std::filesystem::exists("migrations")) {
    copy_migrations(real);
    static_cast<void>(real.output_of({"upgrade", "head", "--sql", "-o", script_name}));
    print_size(real, "migrations/");
  }
  print_size(large, "10000 revisions");
  apply(migc);
}

}  // namespace migc::bench
