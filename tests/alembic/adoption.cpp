#include <array>

#include "tests/alembic/checks.hpp"
#include "tests/alembic/project.hpp"

namespace migc::alembic_test {

namespace {

std::string create(const std::string& table) {
  return "create table " + table + " (id integer primary key, name varchar(50) not null)";
}

/// Two lines that part, one of them with a dependency on a base of its own, and join again.
std::vector<Revision> branched() {
  return {
      {.id = "ae1027", .message = "Devices", .up = create("devices"), .down = "drop table devices"},
      {.id = "27c6a3",
       .parents = {"ae1027"},
       .labels = {"vendors"},
       .message = "Vendors",
       .up = create("vendors"),
       .down = "drop table vendors"},
      {.id = "55af2c",
       .parents = {"ae1027"},
       .message = "Serial numbers",
       .up = "alter table devices add column serial varchar(20)",
       .down = "alter table devices drop column serial"},
      {.id = "3cac04",
       .labels = {"network"},
       .message = "Hosts",
       .up = create("hosts"),
       .down = "drop table hosts"},
      {.id = "109ec7",
       .parents = {"3cac04"},
       .depends_on = {"55af2c"},
       .message = "Names of hosts",
       .up = "create index ix_hosts_name on hosts (name)",
       .down = "drop index ix_hosts_name"},
      {.id = "53fffd", .parents = {"27c6a3", "55af2c"}, .message = "Join"},
      {.id = "d747a8",
       .parents = {"53fffd"},
       .message = "Index of serial numbers",
       .up = "create index ix_devices_serial on devices (serial)",
       .down = "drop index ix_devices_serial"},
  };
}

const std::vector<Words> to_and_fro = {
    {"upgrade", "ae1027"},          // as before anybody changed the tool
    {"upgrade", "55af2c"},          // one row
    {"upgrade", "vendors@head"},    // through the merge to the head
    {"downgrade", "ae1027"},        // both lines back
    {"upgrade", "27c6a3"},          //
    {"upgrade", "network@+1"},      // two rows
    {"upgrade", "heads"},           //
    {"downgrade", "53fffd"},        // a head back
    {"downgrade", "network@base"},  // a line back
    {"downgrade", "27c6a3"},        // one parent of the merge back
    {"upgrade", "heads"},           //
    {"downgrade", "network@base"},  //
    {"stamp", "53fffd"},            // without a change of the schema
    {"stamp", "d747a8"},            //
    {"downgrade", "base"},          // as new
    {"upgrade", "heads"},
};

std::string spoken_rows(const Project& project) { return spoken(project.rows()); }

/// Three times the same database: one is Alembic's alone, the others change hands at each step.
std::string go(const std::array<const Project*, 3>& projects, const std::vector<Words>& steps) {
  const auto& [theirs, first, second] = projects;
  for (std::size_t at = 0; at < steps.size(); ++at) {
    const bool even = at % 2 == 0;
    const Answer answers[] = {theirs->alembic(steps[at]),
                              even ? first->alembic(steps[at]) : first->migc(steps[at]),
                              even ? second->migc(steps[at]) : second->alembic(steps[at])};
    const std::string when = "after " + spoken(steps[at]) + ": ";
    for (const Answer& answer : answers)
      if (answer.exit != 0) return when + answer.text;
    for (const Project* mixed : {first, second}) {
      if (mixed->rows() != theirs->rows())
        return when + "rows " + spoken_rows(*mixed) + " and not " + spoken_rows(*theirs);
      const std::string other = difference(theirs->facts(), mixed->facts());
      if (!other.empty()) return when + other;
      const Answer current = mixed->migc({"current"});
      if (current.exit != 0) return when + "migc current says " + current.text;
    }
  }
  return "";
}

std::string carry_on(Alembic& alembic, const std::string& migc, const Layout& layout,
                     const std::vector<Revision>& revisions, const std::vector<Words>& steps) {
  const Project theirs(alembic, migc, layout), first(alembic, migc, layout),
      second(alembic, migc, layout);
  for (const Project* project : {&theirs, &first, &second}) project->add(revisions);
  return go({&theirs, &first, &second}, steps);
}

/// The same history in two folders, all ids longer than the 32 characters of Alembic's column.
std::vector<Revision> in_two_folders(std::vector<Revision> revisions) {
  const auto lengthen = [](std::string& id) { id += "_is_longer_than_Alembic_s_column_of_32"; };
  for (Revision& revision : revisions) {
    lengthen(revision.id);
    for (std::string& parent : revision.parents) lengthen(parent);
    for (std::string& needed : revision.depends_on) lengthen(needed);
    if (revision.id.find_first_of("13") == 0) revision.folder = "network/versions";
  }
  return revisions;
}

std::vector<Words> lengthened(std::vector<Words> steps) {
  for (Words& words : steps)
    for (std::string& word : words)
      if (word.size() == 6 && word.find_first_of("0123456789") != word.npos)
        word += "_is_longer_than_Alembic_s_column_of_32";
  return steps;
}

}  // namespace

void check_adoption(Alembic& alembic, const std::string& migc, support::Tally& tally) {
  tally.check("a database that changes hands",
              [&] { return carry_on(alembic, migc, {}, branched(), to_and_fro); });
  tally.check("two folders, a version table of another name, long ids", [&] {
    const Layout layout{{"versions", "network/versions"}, "main.revisions of \"it\""};
    return carry_on(alembic, migc, layout, in_two_folders(branched()), lengthened(to_and_fro));
  });
}

}  // namespace migc::alembic_test
