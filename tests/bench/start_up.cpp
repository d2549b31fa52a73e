#include "tests/bench/bench.hpp"

namespace migc::bench {

void start_up(const std::string& migc) {
  print("migc --version", best_of(20, [&] { return support::run({migc, "--version"}); }));
}

}  // namespace migc::bench
