#include <fmt/format.h>

#include <algorithm>

#include "tests/bench/family.hpp"
#include "tests/bench/history.hpp"
#include "tests/support/files.hpp"

namespace migc::bench {
namespace {

/// Writes revisions, each after the one before.
class History {
 public:
  explicit History(const support::Project& project) : project_(project) {}

  void add(const std::string& upgrade, const std::string& downgrade = "downgrade auto;") {
    project_.add({.id = revision_id(count_),
                  .parent = count_ == 0 ? "" : revision_id(count_ - 1),
                  .upgrade = upgrade,
                  .downgrade = downgrade});
    ++count_;
  }

 private:
  const support::Project& project_;
  std::size_t count_ = 0;
};

/// The pattern with 1, 2, … in place of `{0}`, and the numbers before those in place of `{1}`.
std::string repeat(std::size_t times, const char* pattern, const char* between = "\n") {
  std::string text;
  for (std::size_t number = 1; number <= times; ++number) {
    if (number > 1) text += between;
    text += fmt::format(fmt::runtime(pattern), number, number - 1);
  }
  return text;
}

constexpr const char* small_table =
    "create table t (id integer primary key, name varchar(100), a integer, b integer);";

std::string wide_table(std::size_t columns) {
  return "create table t (" + repeat(columns, "c{0} varchar(100)", ", ") + ");";
}

/// A table, then a statement a revision.
void one_by_one(const support::Project& project, std::size_t size, const char* pattern) {
  History history(project);
  history.add(small_table);
  for (std::size_t number = 1; number <= size; ++number)
    history.add(fmt::format(fmt::runtime(pattern), number));
}

void write_indexes(const support::Project& project, std::size_t size) {
  one_by_one(project, size, "create index ix_{0} on t (a, b);");
}

void write_columns(const support::Project& project, std::size_t size) {
  one_by_one(project, size, "alter table t add column c{0} text;");
}

constexpr const char* trigger =
    "create trigger tr_{0} after update of a on t begin\n"
    "  update t set b = new.a + {0} where id = new.id;\nend;";

void write_trigger_each(const support::Project& project, std::size_t size) {
  one_by_one(project, size, trigger);
}

void write_triggers_at_once(const support::Project& project, std::size_t size) {
  History history(project);
  history.add(small_table);
  history.add(repeat(size, trigger));
}

void write_tables_with_trigger(const support::Project& project, std::size_t size) {
  one_by_one(project, size,
             "create table t{0} (id integer primary key, a integer, b integer);\n"
             "create trigger tr_{0} after update of a on t{0} begin\n"
             "  update t{0} set b = new.a where id = new.id;\nend;");
}

void write_children(const support::Project& project, std::size_t size) {
  one_by_one(project, size,
             "create table child_{0} (id integer primary key, t integer references t (id));");
}

void write_alterations(const support::Project& project, std::size_t size) {
  one_by_one(project, size, "alter table t alter column name type varchar({0}00);");
}

void write_changes_of_wide_table(const support::Project& project, std::size_t size) {
  History history(project);
  history.add(wide_table(size));
  history.add(repeat(size, "alter table t alter column c{0} type varchar(200);"));
}

void write_change_of_wide_table(const support::Project& project, std::size_t size) {
  History history(project);
  history.add(wide_table(size));
  history.add("alter table t alter column c1 type varchar(200);");
}

std::string chained_views(std::size_t size) {
  return "create view v0 as select id, name from t;\n" +
         repeat(size, "create view v{0} as select id, name from v{1};");
}

void write_rename_below_views(const support::Project& project, std::size_t size) {
  History history(project);
  history.add(small_table);
  history.add(chained_views(size));
  history.add("alter table t rename column name to title;");
}

void write_views(const support::Project& project, std::size_t size) {
  History history(project);
  history.add(small_table);
  history.add(chained_views(size));
}

void write_branches(const support::Project& project, std::size_t size) {
  project.add({.id = "root", .upgrade = small_table});
  for (std::size_t number = 1; number <= size; ++number)
    project.add({.id = fmt::format("b{}", number),
                 .parent = "root",
                 .upgrade = fmt::format("create table t{} (id integer primary key);", number)});
  project.add({.id = "merge", .parent = repeat(size, "b{0}", ", "), .upgrade = ""});
}

void write_indexes_then_rebuild(const support::Project& project, std::size_t size) {
  History history(project);
  history.add(small_table);
  history.add(repeat(size, "create index ix_{0} on t (a, b);"));
  history.add("alter table t alter column name type varchar(200);");
}

void write_rows(const support::Project& project, std::size_t size) {
  History history(project);
  history.add(small_table);
  history.add("insert into t (id, name, a, b) values\n" +
                  repeat(size, "({0}, 'The name of the row with number {0}', {0}, {1})", ",\n") +
                  ";",
              "downgrade {}");
}

void write_statements_in_one(const support::Project& project, std::size_t size) {
  History history(project);
  history.add(small_table);
  history.add(repeat(size, "update t set a = {0} where b = {1};"), "downgrade {}");
}

/// In groups, since SQLite allows expressions 1,000 levels deep.
void write_terms(const support::Project& project, std::size_t size) {
  constexpr std::size_t in_group = 50;
  std::string check;
  for (std::size_t first = 0; first < size; first += in_group) {
    check += first == 0 ? "(" : " and\n  (";
    for (std::size_t term = first; term < std::min(first + in_group, size); ++term)
      check += fmt::format("{}a <> {}", term == first ? "" : " and ", term);
    check += ")";
  }
  History history(project);
  history.add("create table t (id integer primary key, name varchar(100), a integer, check (\n  " +
              check + "));");
  history.add("alter table t alter column name type varchar(200);");
}

void write_mixed(const support::Project& project, std::size_t size) {
  for (const support::RevisionText& revision : linear_history(size)) project.add(revision);
}

void write_mixed_with_database(const support::Project& project, std::size_t size) {
  support::write_file(project.path("migc.toml"), "[migc]\nurl = \"sqlite:///app.db\"\n");
  write_mixed(project, size);
}

const std::vector<std::string> emission{"upgrade", "head", "--sql", "-o", "script.sql"};
std::vector<std::string> with(std::vector<std::string> command,
                              const std::vector<std::string>& options) {
  command.insert(command.end(), options.begin(), options.end());
  return command;
}

}  // namespace

const std::vector<Family>& all_families() {
  static const std::vector<Family> families{
      {"an index a revision, on one table", emission, 1600, write_indexes},
      {"a column a revision, in one table", emission, 1600, write_columns},
      {"a change of each column, in one revision", emission, 1000, write_changes_of_wide_table},
      {"a column renamed below chained views", emission, 240, write_rename_below_views},
      {"verify: chained views", {"verify"}, 320, write_views},
      {"compile: branches and their merge", {"compile"}, 800, write_branches},
      {"--coalesce: mixed revisions", with(emission, {"--coalesce"}), 3200, write_mixed},
      {"--coalesce --no-rehearsal: mixed revisions",
       with(emission, {"--coalesce", "--no-rehearsal"}), 10000, write_mixed},
      {"rows of one insert", emission, 40000, write_rows},
      {"a trigger a revision, on one table", emission, 320, write_trigger_each},
      {"triggers on one table, in one revision", emission, 1600, write_triggers_at_once},
      {"a table with a trigger a revision", emission, 2000, write_tables_with_trigger},
      {"a type changed by each revision", emission, 5000, write_alterations},
      {"a child a revision, of one parent", emission, 2000, write_children},
      {"indexes, then a rebuild", emission, 3000, write_indexes_then_rebuild},
      {"columns of one table", emission, 1000, write_change_of_wide_table},
      {"statements of one revision", emission, 20000, write_statements_in_one},
      {"terms of one check", emission, 4000, write_terms},
      {"--fresh, executed: mixed revisions",
       {"-q", "upgrade", "head", "--fresh"},
       1200,
       write_mixed_with_database},
      {"fmt: statements of one revision", {"fmt"}, 20000, write_statements_in_one},
      {"verify: mixed revisions", {"verify"}, 640, write_mixed},
      {"squash base:head: mixed revisions", {"squash", "base:head", "-m", "All"}, 640, write_mixed},
  };
  return families;
}

}  // namespace migc::bench
