#include <fmt/format.h>

#include "tests/bench/bench.hpp"
#include "tests/bench/history.hpp"

namespace migc::bench {

void upgrade(const std::string& migc) {
  Growth growth;
  for (const std::size_t revisions : {100U, 1000U, 10000U}) {
    const support::Project project(migc);
    for (const auto& revision : linear_history(revisions)) project.add(revision);
    const support::Outcome best = best_of(3, [&] {
      return project.migc({"upgrade", "head", "--sql"});
    });
    print(fmt::format("upgrade head --sql, {} revisions", revisions), best,
          fmt::format("{:.2f} MB of SQL", static_cast<double>(best.output.size()) / 1e6));
    growth.add(revisions, best.seconds);
  }
}

}  // namespace migc::bench
