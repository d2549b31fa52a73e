#include <array>
#include <cstdio>
#include <future>
#include <thread>

#include "tests/inject/client.hpp"
#include "tests/inject/migration.hpp"
#include "tests/inject/points.hpp"
#include "tests/support/database.hpp"

namespace migc::inject {

using support::Outcome;

namespace {

constexpr int processes = 8;

/// Holds a lock as a reader does that takes its time.
void read_slowly(const std::string& file) {
  const support::Database database(file);
  static_cast<void>(database.try_run("begin; select count(*) from sqlite_master"));
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
}

/// Several processes make the same migration at once. Returns what is wrong.
std::string one_round(const Migration& migration, bool wal) {
  migration.restore(wal);
  std::array<std::future<Outcome>, processes> running;
  for (auto& one : running)
    one = std::async(std::launch::async, [&] {
      return run_client({Client::Kind::migc, "migc"}, migration, {});
    });
  std::thread reader(read_slowly, migration.path("db"));
  std::string wrong;
  int found_done = 0;
  for (auto& one : running) {
    const Outcome outcome = one.get();
    if (outcome.exit != 0) wrong += "exit " + std::to_string(outcome.exit) + "\n" + outcome.errors;
    if (outcome.errors.find("already at ") != std::string::npos) ++found_done;
  }
  reader.join();
  // The log has one line for each revision, so that nothing is done twice unseen.
  std::string difference;
  if (state_of(migration.states(), migration.path("db"), difference) + 1 !=
      static_cast<int>(migration.states().size()))
    wrong += "it is not done\n" + difference;
  if (found_done == processes) wrong += "everybody found it done\n";
  return wrong;
}

}  // namespace

bool run_at_once(const Options& options) {
  const Migration migration(options.migc, options.cases + "/several_revisions.case", true);
  int good = 0, all = 0;
  for (std::uint64_t round = 0; round < options.rounds; ++round)
    for (const bool wal : {false, true}) {
      ++all;
      const std::string wrong = one_round(migration, wal);
      if (wrong.empty())
        ++good;
      else
        std::printf("BAD round %d, %s\n%s\n", all, wal ? "WAL" : "rollback journal", wrong.c_str());
    }
  std::printf("%d of %d rounds of %d processes at once\n", good, all, processes);
  return good == all;
}

}  // namespace migc::inject
