#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>

#include "tests/bench/bench.hpp"

namespace {

struct Subject {
  std::string_view name;
  void (*run)(const std::string& migc);
};

void all_families(const std::string& migc) { migc::bench::families(migc, ""); }

constexpr Subject subjects[] = {
    {"table", migc::bench::table},       {"families", all_families},
    {"start_up", migc::bench::start_up}, {"parse", migc::bench::parse},
    {"graph", migc::bench::graph},       {"rebuild", migc::bench::rebuild},
    {"lsp", migc::bench::lsp},           {"program", migc::bench::program},
};

int usage() {
  std::puts("usage: bench MIGC [SUBJECT]\n       bench MIGC families PART_OF_NAME\n\nsubjects:");
  for (const Subject& subject : subjects) std::printf("  %s\n", subject.name.data());
  std::puts("  all");
  return 2;
}

/// Whether there is such a subject.
bool run(const std::string& migc, std::string_view wanted) {
  bool known = false;
  for (const Subject& subject : subjects)
    if (wanted == "all" || wanted == subject.name) {
      known = true;
      subject.run(migc);
    }
  return known;
}

}  // namespace

/// bench MIGC [SUBJECT]: prints times and sizes.
int main(int count, char** arguments) {
  if (count < 2 || count > 4) return usage();
  std::setvbuf(stdout, nullptr, _IOLBF, 0);  // a line as soon as it is known, through a pipe too
  const std::string migc = std::filesystem::absolute(arguments[1]).string();
  const std::string_view wanted = count > 2 ? arguments[2] : subjects[0].name;
  try {
    if (count < 4) return run(migc, wanted) ? 0 : usage();
    if (wanted != "families") return usage();
    migc::bench::families(migc, arguments[3]);
  } catch (const std::exception& error) {
    std::printf("FAILED: %s\n", error.what());
    return 1;
  }
  return 0;
}
