#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/script/script_test.hpp"

/// script_test MIGC GOLDEN-CASES HISTORY [--safety COUNT [--seed SEED]]
int main(int count, char** arguments) {
  using namespace migc;
  std::uint64_t cells = 140, seed = 1;
  bool good = count >= 4;
  bool only_safety = false;
  for (int at = 4; good && at < count; at += 2) {
    const std::string word = arguments[at];
    good = at + 1 < count && (word == "--safety" || word == "--seed");
    if (good) (word == "--seed" ? seed : cells) = std::strtoull(arguments[at + 1], nullptr, 10);
    only_safety = true;
  }
  if (!good) {
    std::puts("usage: script_test MIGC GOLDEN-CASES HISTORY [--safety COUNT] [--seed SEED]");
    return 2;
  }
  support::Tally tally("checks of scripts");
  if (!only_safety) {
    script_test::check_figures(arguments[1], tally);
    script_test::check_executed(arguments[2], arguments[3], tally);
    script_test::check_hostile(arguments[1], tally);
  }
  script_test::check_safety(arguments[1], cells, seed, tally);
  return tally.print() ? 0 : 1;
}
