#include <cstdio>
#include <map>
#include <stdexcept>

#include "tests/seed/seed.hpp"
#include "tests/support/database.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/process.hpp"
#include "tests/support/project.hpp"
#include "tests/support/rows.hpp"
#include "tests/support/script.hpp"
#include "tests/support/tally.hpp"

namespace {

using namespace migc::support;

/// Devices of every kind that the migrations tell apart, with something that refers to each.
constexpr const char* rows_of_the_first_revision = R"(
insert into devices (id, vendor_id, device_id, vendor_name, device_name, device_function, imported_at)
values (1, 310, 1, 'ifm electronic', 'TN2105', 'Temperature sensor', '2023-05-01 10:00:00'),
       (2, 888, 7, 'Balluff', 'BNI0088', 'Valve terminal', '2024-02-01 10:00:00'),
       (3, 26, 9, 'SICK', 'SIG200', 'IO-Link gateway with PLC', '2024-02-01 10:00:00'),
       (4, 26, 10, null, 'Mystery', null, '2024-02-01 10:00:00'),
       (7, 26, 11, 'SICK', 'UM30', 'Ultrasonic SENSOR', '2024-02-01 10:00:00');
delete from devices where id = 7;
insert into iodd_files (device_id, file_name) values (1, 'TN2105.xml'), (2, 'it''s.xml');
insert into parameters (device_id, param_index, name, data_type) values (1, 580, 'SP1', 'IntegerT');
insert into generated_adapters (device_id, target_platform, code_content) values (2, 'node-red', '{}');
)";

struct Station {
  Facts facts;
  Rows rows;
};
using Stations = std::map<std::string, Station>;

class Seed {
 public:
  explicit Seed(std::string migc) : migc_(std::move(migc)) {}

  bool check() {
    run(database_, script({"upgrade", "001_initial_schema", "--sql"}), before_);
    database_.run(rows_of_the_first_revision);
    before_["001_initial_schema"] = station();
    run(database_, script({"upgrade", "001_initial_schema:head", "--sql"}), before_);

    Tally tally("checks of the migrations folder");
    tally.check("revisions", [&] {
      return before_.size() == 8 ? "" : "came by " + std::to_string(before_.size()) + " of 8";
    });
    tally.check("categories", [&] { return categories(); });
    tally.check("in one step", [&] { return in_one_step(); });
    tally.check("up and down without an option", [&] { return up_and_down(); });
    run(database_, script({"downgrade", "head:001_initial_schema", "--sql", "--allow-data-loss"}),
        after_);
    for (const auto& [revision, there] : before_)
      if (revision != "008_device_categories")
        tally.check("back at " + revision, [&] {
          const Station& back = after_[revision];
          return difference(there.facts, back.facts) + difference(there.rows, back.rows);
        });
    return tally.print();
  }

 private:
  std::string script(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {migc_, "-c", "migrations/migc.toml"});
    const Outcome outcome = migc::support::run(arguments);
    if (outcome.exit != 0) throw std::runtime_error(head(outcome.errors, 20));
    return outcome.output;
  }

  void run(const Database& database, const std::string& text, Stations& stations) const {
    run_script(database, text, [&] {
      const auto rows = query(database.handle(), "select version_num from migc_version");
      if (!rows.empty()) stations[*rows[0][0]] = station();
    });
  }

  [[nodiscard]] Station station() const { return station_of(database_); }
  static Station station_of(const Database& database) {
    return {read_facts(database.handle(), {"migc_version", "migc_log"}),
            read_rows(database.handle(), {"migc_version", "migc_log"})};
  }

  [[nodiscard]] std::string in_one_step() const {
    const Database one_by_one, fresh;
    run_script(one_by_one, script({"upgrade", "head", "--sql", "--allow-data-loss"}), [] {});
    run_script(fresh, script({"upgrade", "head", "--sql", "--fresh"}), [] {});
    const Station wanted = station_of(one_by_one), found = station_of(fresh);
    return difference(wanted.facts, found.facts) + difference(wanted.rows, found.rows);
  }

  /// The usual test of a history: nothing of it needs an option, executed or as scripts.
  [[nodiscard]] std::string up_and_down() const {
    const migc::support::TemporaryDirectory folder;
    const std::string file = folder.path("fresh.db"), url = "sqlite:///" + file;
    for (const auto& [verb, revision] : {std::pair{"upgrade", "head"},
                                         {"downgrade", "-1"},
                                         {"upgrade", "head"},
                                         {"downgrade", "base"},
                                         {"upgrade", "head"}})
      static_cast<void>(script({verb, revision, "--url", url}));
    const Database scripts;
    for (const auto& [verb, range] :
         {std::pair{"upgrade", "head"}, {"downgrade", "head:base"}, {"upgrade", "head"}})
      run_script(scripts, script({verb, range, "--sql"}), [] {});
    const Station wanted = station_of(Database(file)), found = station_of(scripts);
    return difference(wanted.facts, found.facts) + difference(wanted.rows, found.rows);
  }

  [[nodiscard]] std::string categories() const {
    std::string found;
    for (const Row& row :
         query(database_.handle(), "select id, device_category, status from devices order by id"))
      found += *row[0] + " " + row[1].value_or("none") + " " + *row[2] + "; ";
    const std::string wanted =
        "1 sensor inactive; 2 actuator active; 3 controller active; 4 none active; ";
    return found == wanted ? "" : "found " + found;
  }

  std::string migc_;
  Database database_;
  Stations before_, after_;
};

}  // namespace

/// seed_test MIGC: the migrations folder up and down on a database with rows.
int main(int count, char** arguments) {
  if (count != 2) {
    std::puts("usage: seed_test MIGC");
    return 2;
  }
  try {
    const bool up_and_down = Seed(arguments[1]).check();
    Tally sections("checks of generated revisions");
    migc::seed::check_autogenerate(arguments[1], sections);
    migc::seed::check_reset(arguments[1], sections);
    return sections.print() && up_and_down ? 0 : 1;
  } catch (const std::exception& error) {
    std::printf("FAILED: %s\n", error.what());
    return 1;
  }
}
