#include <cstdio>
#include <filesystem>
#include <map>

#include "tests/histories/records.hpp"
#include "tests/support/database.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/project.hpp"
#include "tests/support/script.hpp"
#include "tests/support/squash_trial.hpp"
#include "tests/support/tally.hpp"

namespace {

using namespace migc::support;

Facts facts_of(const Database& database) {
  return read_facts(database.handle(), {"migc_version", "migc_log", "alembic_version"});
}

std::string current(const Database& database) {
  const auto rows = query(database.handle(), "select version_num from migc_version");
  return rows.empty() ? "" : rows[0][0].value_or("");
}

/// Runs a script and tells the schema at each revision that it comes by.
std::map<std::string, Facts> stations(const Database& database, const std::string& script) {
  std::map<std::string, Facts> seen;
  run_script(database, script, [&] { seen[current(database)] = facts_of(database); });
  return seen;
}

std::string compare(const std::map<std::string, Facts>& seen, const std::string& revision,
                    const Facts& wanted) {
  const auto found = seen.find(revision);
  if (found == seen.end()) return "the script does not come by it";
  return head(difference(wanted, found->second), 20);
}

bool check(const std::string& migc, const std::string& folder) {
  const std::vector<migc::histories::Recorded> records = migc::histories::read_records(folder);
  const Project project(migc);
  std::map<std::string, Facts> wanted;
  for (const auto& record : records) {
    project.add(record.revision);
    const Database original;
    migc::histories::make_recorded(original, record);
    wanted[record.revision.id] = facts_of(original);
  }
  const Database database;
  const auto up =
      stations(database, project.output_of({"upgrade", "head", "--sql", "--allow-data-loss"}));
  const auto down = stations(
      database, project.output_of({"downgrade", "head:base", "--sql", "--allow-data-loss"}));

  Tally ups("recorded revisions up"), downs("recorded revisions down");
  Tally fresh("recorded revisions in one step");
  for (const auto& record : records) {
    const std::string& id = record.revision.id;
    const std::string& parent = record.revision.parent;
    ups.check(id, [&] { return compare(up, id, wanted[id]); });
    downs.check(id, [&] { return compare(down, parent, wanted[parent]); });
    fresh.check(id, [&] {
      const Database one;
      const auto seen = stations(one, project.output_of({"upgrade", id, "--fresh", "--sql"}));
      return compare(seen, id, wanted[id]);
    });
  }
  Tally squashed("pieces of the history squashed");
  const auto piece = [&](std::size_t first, std::size_t last) {
    const RevisionText& begin = records[first].revision;
    squashed.check(begin.id + " to " + records[last].revision.id, [&] {
      return try_squash(project, {begin.parent.empty() ? "base" : begin.parent, begin.id,
                                  records[last].revision.id});
    });
  };
  piece(0, records.size() - 1);
  piece(0, records.size() / 2);
  piece(records.size() / 2, records.size() - 1);
  piece(3, 5);

  const bool good_up = ups.print(), good_down = downs.print();
  const bool good_fresh = fresh.print();
  return squashed.print() && good_up && good_down && good_fresh;
}

}  // namespace

/// greenstack_test MIGC CORPUS
int main(int count, char** arguments) {
  if (count != 3) {
    std::puts("usage: greenstack_test MIGC CORPUS");
    return 2;
  }
  const std::string folder = std::string(arguments[2]) + "/greenstack";
  if (!std::filesystem::exists(folder)) {
    std::printf("skipped: no records at %s\n", folder.c_str());
    return skipped;
  }
  try {
    return check(arguments[1], folder) ? 0 : 1;
  } catch (const std::exception& error) {
    std::printf("FAILED: %s\n", error.what());
    return 1;
  }
}
