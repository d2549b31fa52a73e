#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <future>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "tests/inject/client.hpp"
#include "tests/inject/contents.hpp"
#include "tests/inject/migration.hpp"
#include "tests/inject/points.hpp"
#include "tests/support/database.hpp"
#include "tests/support/files.hpp"
#include "tests/support/process.hpp"

namespace migc::inject {

using support::Database;

namespace {

/// Scripts for any start, from each revision: whole, cut off, and where they do not belong.
class Starts {
 public:
  explicit Starts(const Options& options)
      : options_(options), random_(static_cast<std::mt19937::result_type>(options.seed)) {
    for (const std::string& file : support::files_in(options.cases, ".case"))
      migrations_.push_back(std::make_unique<Migration>(options.migc, file, true));
  }

  bool run() {
    for (std::uint64_t turn = 0; turn < options_.starts; ++turn) {
      const Migration& migration = *migrations_[random_() % migrations_.size()];
      if (turn % 4 == 3)
        elsewhere(migration);
      else if (turn % 8 == 2)
        fleet(migration);
      else
        cut(migration);
    }
    std::printf("scripts for any start, %d times: as they should %d, bad %d\n", good_ + bad_, good_,
                bad_);
    return bad_ == 0;
  }

 private:
  /// Puts the database at some revision, and returns at which.
  int begin(const Migration& migration) {
    migration.restore(random_() % 2 == 0);
    const int last = static_cast<int>(migration.states().size()) - 1;
    const int at = static_cast<int>(random_() % migration.states().size());
    const std::string& revision = migration.states()[static_cast<std::size_t>(at)].revision;
    std::vector<std::string> command = migration.command();
    for (std::string& word : command)
      if (word == "head") word = revision;
    if (at > 0 && at <= last) static_cast<void>(support::run(command, "", migration.root()));
    return at;
  }

  support::Outcome shell(const Migration& migration, const std::string& text) {
    support::write_file(migration.path("any_start.sql"), text);
    if (random_() % 2 == 0) return support::run({"sqlite3", "db"}, text, migration.root());
    return support::run({"sqlite3", "db", ".read any_start.sql"}, "", migration.root());
  }

  void cut(const Migration& migration) {
    const int from = begin(migration);
    const int last = static_cast<int>(migration.states().size()) - 1;
    std::string text = migration.any_start_script();
    std::size_t at = random_() % text.size();
    // The bodies are most of it, and run only from its end.
    if (random_() % 2 == 0) at = text.size() - random_() % std::min<std::size_t>(text.size(), 900);
    if (random_() % 2 == 0) at = std::min(text.find('\n', at), text.size());
    const std::string name =
        migration.name() + " from " + migration.states()[static_cast<std::size_t>(from)].revision;
    static_cast<void>(shell(migration, text.substr(0, at)));
    judge(migration, name + ", cut off at byte " + std::to_string(at), from, last);
    const support::Outcome outcome = shell(migration, text);
    judge(migration, name + ", whole", last, last);
    count(name + ", whole", outcome.exit == 0 ? "" : outcome.errors);
    static_cast<void>(shell(migration, text));
    judge(migration, name + ", again", last, last);
  }

  void judge(const Migration& migration, const std::string& name, int first, int last) {
    std::string wrong;
    const int found = state_of(migration.states(), migration.path("db"), wrong);
    if (found >= 0 && (found < first || found > last))
      wrong = "it is at " + migration.states()[static_cast<std::size_t>(found)].revision;
    count(name, wrong);
  }

  /// Several databases in one folder, at once, each from where it is.
  void fleet(const Migration& migration) {
    const std::vector<std::string> names = {"db.1", "db.2", "db.3", "db.4"};
    const support::TemporaryDirectory folder;
    for (const std::string& name : names) {
      static_cast<void>(begin(migration));
      std::filesystem::copy_file(migration.path("db"), folder.path(name));
    }
    std::vector<std::future<support::Outcome>> running;
    for (const std::string& name : names)
      running.push_back(std::async(std::launch::async, [&] {
        return support::run({"sqlite3", name}, migration.any_start_script(), folder.path());
      }));
    const int last = static_cast<int>(migration.states().size()) - 1;
    for (std::size_t at = 0; at < names.size(); ++at) {
      const support::Outcome outcome = running[at].get();
      count(migration.name() + ", at once", outcome.exit == 0 ? "" : outcome.errors);
      std::string wrong;
      if (state_of(migration.states(), folder.path(names[at]), wrong) != last && wrong.empty())
        wrong = "it is not at the last revision";
      count(migration.name() + ", at once", wrong);
    }
  }

  void elsewhere(const Migration& migration) {
    static_cast<void>(begin(migration));
    const char* others[] = {
        "update migc_version set version_num = 'of another history'",
        "insert into migc_version values ('of another history')",
        "drop table migc_version; drop table migc_log",
        "drop table migc_version; create view migc_version as select 1 as version_num"};
    const std::string other = others[random_() % std::size(others)];
    std::string before;
    {
      const Database database(migration.path("db"));
      database.run(other);
      before = contents(database.handle());
    }
    const support::Outcome outcome = shell(migration, migration.any_start_script());
    const std::string after = contents(Database(migration.path("db")).handle());
    const std::string name = migration.name() + " after " + other;
    count(name, before == after ? "" : difference(before, after));
    count(name, outcome.exit != 0 ? "" : "it says nothing");
  }

  void count(const std::string& name, const std::string& wrong) {
    ++(wrong.empty() ? good_ : bad_);
    if (!wrong.empty() && bad_ <= 5) std::printf("BAD %s\n%s\n", name.c_str(), wrong.c_str());
  }

  const Options& options_;
  std::mt19937 random_;
  std::vector<std::unique_ptr<Migration>> migrations_;
  int good_ = 0, bad_ = 0;
};

}  // namespace

bool damage_any_start(const Options& options) { return Starts(options).run(); }

}  // namespace migc::inject
