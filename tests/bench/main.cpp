#include <cstdio>
#include <exception>
#include <filesystem>
#include <string_view>

#include "tests/bench/bench.hpp"

namespace {

struct Subject {
  std::string_view name;
  void (*run)(const std::string& migc);
};

constexpr Subject subjects[] = {
    {"table", migc::bench::table},     {"start_up", migc::bench::start_up},
    {"parse", migc::bench::parse},     {"graph", migc::bench::graph},
    {"rebuild", migc::bench::rebuild},
};

int usage() {
  std::puts("usage: bench MIGC [SUBJECT]\n\nsubjects, the first unless said:");
  for (const Subject& subject : subjects) std::printf("  %s\n", subject.name.data());
  std::puts("  all");
  return 2;
}

}  // namespace

/// bench MIGC [SUBJECT]: prints times and sizes.
int main(int count, char** arguments) {
  if (count < 2 || count > 3) return usage();
  std::setvbuf(stdout, nullptr, _IOLBF, 0);  // a line as soon as it is known, through a pipe too
  const std::string migc = std::filesystem::absolute(arguments[1]).string();
  const std::string_view wanted = count > 2 ? arguments[2] : subjects[0].name;
  bool known = false;
  try {
    for (const Subject& subject : subjects) {
      if (wanted != "all" && wanted != subject.name) continue;
      known = true;
      subject.run(migc);
    }
  } catch (const std::exception& error) {
    std::printf("FAILED: %s\n", error.what());
    return 1;
  }
  return known ? 0 : usage();
}
