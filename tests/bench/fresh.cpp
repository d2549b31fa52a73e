#include <fmt/format.h>

#include <filesystem>

#include "tests/bench/bench.hpp"
#include "tests/bench/history.hpp"
#include "tests/support/files.hpp"

namespace migc::bench {
namespace {

/// SQLite's shell with a script, on a new file each time.
support::Outcome apply(const std::string& script, const std::string& database) {
  return best_of(3, [&] {
    std::filesystem::remove(database);
    return support::run({"sqlite3", database}, script);
  });
}

}  // namespace

void fresh(const std::string& migc) {
  for (const std::size_t revisions : {100U, 1000U}) {
    const support::Project project(migc);
    for (const auto& revision : linear_history(revisions)) project.add(revision);
    const std::string database = project.path("one.db");
    const auto compile = [&](std::vector<std::string> arguments) {
      arguments.insert(arguments.begin(), {"upgrade", "head", "--sql"});
      return best_of(3, [&] { return project.migc(arguments); });
    };
    const support::Outcome each = compile({}), once = compile({"--fresh"});
    const support::Outcome each_applied = apply(each.output, database);
    const support::Outcome once_applied = apply(once.output, database);
    const std::string what = fmt::format("{} revisions", revisions);
    print(what + " one by one: migc", each);
    print(what + " one by one: sqlite3", each_applied);
    print(what + " in one step: migc, with the proof", once,
          fmt::format("{:.1f} times as long", once.seconds / each.seconds));
    print(what + " in one step: sqlite3", once_applied,
          fmt::format("1/{:.0f} of the time", each_applied.seconds / once_applied.seconds));
  }
}

}  // namespace migc::bench
