#include "tests/inject/points.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <memory>
#include <random>
#include <stdexcept>
#include <vector>

#include "tests/inject/client.hpp"
#include "tests/inject/migration.hpp"
#include "tests/support/files.hpp"

namespace migc::inject {

using support::Outcome;

namespace {

struct Fault {
  const char* word;
  bool on;  ///< Every later call too.

  [[nodiscard]] bool kills() const { return word[0] == 'k' || word[0] == 't'; }
  [[nodiscard]] std::string name() const { return std::string(word) + (on ? " from" : " at"); }
};

constexpr std::array<Fault, 10> faults{{{"ENOSPC", false},
                                        {"ENOSPC", true},
                                        {"EIO", false},
                                        {"EIO", true},
                                        {"EINTR", false},
                                        {"EINTR", true},
                                        {"short", false},
                                        {"short", true},
                                        {"kill", false},
                                        {"torn", false}}};

/// One way to make one migration.
struct Way {
  const Migration* migration;
  Client client;
  bool wal;

  [[nodiscard]] std::string name() const {
    return migration->name() + " " + (wal ? "wal" : "delete") + " " + client.name;
  }
};

struct Count {
  int points = 0, before = 0, between = 0, after = 0, bad = 0;
};

std::string last_line(const std::string& text) {
  const std::size_t end = text.find_last_not_of('\n');
  if (end == std::string::npos) return "";
  const std::size_t begin = text.rfind('\n', end);
  return text.substr(begin + 1, end - begin);
}

/// Whether migc told the truth about what it left.
std::string lie(const Outcome& outcome, const std::vector<State>& states, int found) {
  const std::string line = last_line(outcome.errors);
  // Where the database cannot even be read, nobody can tell.
  if (outcome.exit != 0 && line.starts_with("unknown whether ")) return "";
  const bool reached = found + 1 == static_cast<int>(states.size());
  if ((outcome.exit == 0) != reached)
    return "exit " + std::to_string(outcome.exit) + " at " +
           states[static_cast<std::size_t>(found)].revision + "\n" + outcome.errors;
  if (outcome.exit == 0) return "";
  const std::string& revision = states[static_cast<std::size_t>(found)].revision;
  if (found == 0 && (line == "nothing was changed" ||
                     line == "nothing was changed: the database is at " + revision))
    return "";
  if (found > 0 && line == "rolled back to " + revision) return "";
  return "the last line is `" + line + "` at " + revision;
}

class Campaign {
 public:
  explicit Campaign(const Options& options)
      : options_(options), random_(static_cast<std::mt19937::result_type>(options.seed)) {
    for (const std::string& file : support::files_in(options.cases, ".case"))
      for (const bool up : {true, false})
        migrations_.push_back(std::make_unique<Migration>(options.migc, file, up));
    for (const auto& migration : migrations_)
      for (const bool wal : {false, true})
        for (const Client& client : clients())
          if (fits(client, *migration)) ways_.push_back({migration.get(), client, wal});
  }

  bool run() {
    std::shuffle(ways_.begin(), ways_.end(), random_);
    std::uint64_t left = options_.points;
    for (std::size_t at = 0; at < ways_.size() && left > 0; ++at) {
      const std::uint64_t share = std::max<std::uint64_t>(1, left / (ways_.size() - at));
      left -= some_of(ways_[at], share);
    }
    print();
    return total_.bad == 0;
  }

  /// `CASE/up wal CLIENT FAULT at 17`
  bool run_only(const std::string& wanted) {
    const std::size_t last = wanted.rfind(' ');
    for (const Way& way : ways_)
      for (const Fault& fault : faults)
        if (wanted.substr(0, last) == way.name() + " " + fault.name()) {
          try_point(way, fault, std::stoul(wanted.substr(last + 1)));
          print();
          return total_.bad == 0;
        }
    throw std::runtime_error("no point is called " + wanted);
  }

 private:
  /// Not every form of a script is written for every migration.
  static bool fits(const Client& client, const Migration& migration) {
    if (client.kind == Client::Kind::any_start) return !migration.any_start_script().empty();
    return !client.takes_any() || !migration.any_script().empty();
  }

  /// Tries points that are drawn by lot. Returns how many.
  std::uint64_t some_of(const Way& way, std::uint64_t share) {
    const std::uint64_t calls = undisturbed(way);
    std::vector<std::uint64_t> points(calls * faults.size());
    for (std::size_t at = 0; at < points.size(); ++at) points[at] = at;
    std::shuffle(points.begin(), points.end(), random_);
    points.resize(std::min<std::size_t>(points.size(), share));
    for (const std::uint64_t point : points)
      try_point(way, faults.at(point % faults.size()), point / faults.size() + 1);
    return points.size();
  }

  /// Runs it without a fault. Returns how many calls there are to disturb.
  std::uint64_t undisturbed(const Way& way) {
    const support::TemporaryDirectory folder;
    const std::string file = folder.path("calls");
    way.migration->restore(way.wal);
    const Outcome outcome =
        run_client(way.client, *way.migration, environment(way, {"INJECT_COUNT=" + file}));
    std::string wrong;
    const int found = state_of(way.migration->states(), way.migration->path("db"), wrong);
    const int expected = way.client.kind == Client::Kind::inside
                             ? 0
                             : static_cast<int>(way.migration->states().size()) - 1;
    if (found != expected)
      report(way.name() + ", undisturbed",
             "exit " + std::to_string(outcome.exit) + "\n" + outcome.errors + wrong);
    const std::string calls = support::read_file(file);
    return static_cast<std::uint64_t>(std::count(calls.begin(), calls.end(), '\n'));
  }

  void try_point(const Way& way, const Fault& fault, std::uint64_t at) {
    way.migration->restore(way.wal);
    std::vector<std::string> orders = {"INJECT_AT=" + std::to_string(at),
                                       std::string("INJECT_FAULT=") + fault.word};
    if (fault.on) orders.emplace_back("INJECT_ON=1");
    const Outcome outcome = run_client(way.client, *way.migration, environment(way, orders));
    std::string wrong;
    const int found = judge(way, fault, outcome, wrong);
    const std::string place = way.client.name + (way.wal ? ", WAL" : ", rollback journal");
    for (Count* count : {&counts_[place], &total_}) {
      ++count->points;
      ++(found < 0                                                       ? count->bad
         : found == 0                                                    ? count->before
         : found + 1 == static_cast<int>(way.migration->states().size()) ? count->after
                                                                         : count->between);
    }
    if (found < 0) report(way.name() + " " + fault.name() + " " + std::to_string(at), wrong);
  }

  /// The state that the database is in; -1 if that is wrong in any way.
  int judge(const Way& way, const Fault& fault, const Outcome& outcome, std::string& wrong) {
    const std::vector<State>& states = way.migration->states();
    const int found = state_of(states, way.migration->path("db"), wrong);
    if (found < 0) return -1;
    if (way.client.kind == Client::Kind::inside && found != 0)
      wrong = "somebody else's transaction was committed";
    if (way.client.kind == Client::Kind::migc && !fault.kills())
      wrong = lie(outcome, states, found);
    // Who is killed cannot clear up, and who cannot delete a file leaves it.
    const std::string left = fault.kills() || fault.on ? "" : way.migration->leftovers();
    if (!left.empty()) wrong += "files are left behind:" + left;
    return wrong.empty() ? found : -1;
  }

  [[nodiscard]] std::vector<std::string> environment(const Way& way,
                                                     std::vector<std::string> orders) const {
    orders.push_back("LD_PRELOAD=" + options_.shim);
    orders.push_back("INJECT_BELOW=" + way.migration->root());
    orders.push_back("SQLITE_TMPDIR=" + way.migration->root());
    return orders;
  }

  void report(const std::string& point, const std::string& wrong) {
    constexpr int shown = 5;
    ++reported_;
    if (reported_ <= shown) std::printf("BAD %s\n%s\n", point.c_str(), wrong.c_str());
    if (reported_ > shown) std::printf("BAD %s\n", point.c_str());
    if (point.ends_with("undisturbed")) ++total_.bad;
  }

  void print() const {
    const auto line = [](const std::string& title, const Count& count) {
      std::printf("%s: %d points: old %d, between %d, new %d, bad %d\n", title.c_str(),
                  count.points, count.before, count.between, count.after, count.bad);
    };
    for (const auto& [place, count] : counts_) line(place, count);
    line("all", total_);
    if (total_.bad > 0)
      std::puts("again with: inject_test MIGC --only 'CASE/up wal CLIENT FAULT at NUMBER'");
  }

  const Options& options_;
  std::mt19937 random_;
  std::vector<std::unique_ptr<Migration>> migrations_;
  std::vector<Way> ways_;
  std::map<std::string, Count> counts_;
  Count total_;
  int reported_ = 0;
};

}  // namespace

bool inject_points(const Options& options) {
  Campaign campaign(options);
  return options.only ? campaign.run_only(*options.only) : campaign.run();
}

}  // namespace migc::inject
