#include <cstdio>

#include "tests/script/script_test.hpp"

/// script_test MIGC GOLDEN-CASES HISTORY
int main(int count, char** arguments) {
  using namespace migc;
  if (count != 4) {
    std::puts("usage: script_test MIGC GOLDEN-CASES HISTORY");
    return 2;
  }
  support::Tally tally("checks of scripts");
  script_test::check_figures(arguments[1], tally);
  script_test::check_executed(arguments[2], arguments[3], tally);
  script_test::check_hostile(arguments[1], tally);
  return tally.print() ? 0 : 1;
}
