#include <fmt/format.h>

#include "tests/bench/bench.hpp"
#include "tests/bench/history.hpp"

namespace migc::bench {

void upgrade(const std::string& migc) {
  Growth growth;
  for (const std::size_t revisions : {100U, 1000U, 10000U}) {
    const support::Project project(migc);
    for (const auto& revision : linear_history(revisions)) project.add(revision);
    const std::vector<support::Outcome> both =
        best_of_each(3, {[&] {
                           return project.migc({"upgrade", "head", "--sql"});
                         },
                         [&] {
                           return project.migc({"upgrade", "head", "--sql", "--no-rehearsal"});
                         }});
    const support::Outcome& best = both[0];
    print(fmt::format("upgrade head --sql, {} revisions", revisions), best,
          fmt::format("{:.2f} MB of SQL", static_cast<double>(best.output.size()) / 1e6));
    print("  without rehearsal", both[1],
          fmt::format("{:.2f} times with it", best.seconds / both[1].seconds));
    growth.add(revisions, best.seconds);
  }
}

}  // namespace migc::bench
