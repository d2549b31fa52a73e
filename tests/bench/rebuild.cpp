#include <fmt/format.h>

#include <filesystem>

#include "tests/bench/bench.hpp"
#include "tests/support/files.hpp"
#include "tests/support/project.hpp"

namespace migc::bench {

namespace {

namespace fs = std::filesystem;
using support::Outcome;
using support::Project;

constexpr const char* columns =
    "id, vendor, name, price, note, state, amount, place, remark, changed";

std::string table(const char* name_type, const char* amount) {
  return fmt::format(
      "CREATE TABLE devices (id INTEGER PRIMARY KEY, vendor INT, name {}, price REAL, note TEXT, "
      "state INT, amount INT{}, place TEXT, remark TEXT, changed INT)",
      name_type, amount);
}

constexpr const char* indexes =
    "CREATE INDEX ix_vendor ON devices (vendor); CREATE INDEX ix_place ON devices (place, state);";

/// What a careful hand would type for one change, with nothing that checks anything.
std::string by_hand(const std::string& new_table, bool whole_rows) {
  const std::string copy =
      whole_rows ? "INSERT INTO devices SELECT * FROM old_devices"
                 : fmt::format("INSERT INTO devices ({0}) SELECT {0} FROM old_devices", columns);
  return fmt::format(
      "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; BEGIN IMMEDIATE;\n"
      "ALTER TABLE devices RENAME TO old_devices;\n{};\n{};\nDROP TABLE "
      "old_devices;\n{}\nCOMMIT;\n",
      new_table, copy, indexes);
}

/// A database at the first revision, with rows, to be copied for each run.
void fill(const Project& project, std::size_t rows) {
  static_cast<void>(project.output_of({"-q", "upgrade", "001"}));
  const std::string sql = fmt::format(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0})\n"
      "INSERT INTO devices SELECT i, i % 997, 'device ' || i, i / 7.0, 'note on ' || i, i % 5, i % "
      "31,"
      " 'place ' || (i * 7919 % {0}), 'remark', 1700000000 + i FROM n;\n"
      "INSERT INTO readings SELECT id, id FROM devices WHERE id % 10 = 0;\n",
      rows);
  const Outcome filled = support::run({"sqlite3", project.path("app.db")}, sql);
  if (filled.exit != 0) throw std::runtime_error(filled.errors);
  fs::rename(project.path("app.db"), project.path("full.db"));
}

class Rebuild {
 public:
  Rebuild(const std::string& migc, std::size_t rows, int times)
      : project_(migc), rows_(rows), times_(times) {
    support::write_file(project_.path("migc.toml"), "[migc]\nurl = \"sqlite:///app.db\"\n");
    project_.add({.id = "001",
                  .upgrade = table("varchar(100)", "") +
                             ";\ncreate table readings (id integer primary key, device integer "
                             "references devices (id));\n" +
                             indexes});
    project_.add({.id = "002_type",
                  .parent = "001",
                  .upgrade = "alter table devices alter column name type varchar(200);"});
    project_.add({.id = "002_not_null",
                  .parent = "001",
                  .upgrade = "alter table devices alter column amount set not null;"});
    fill(project_, rows);
  }

  void compare(const std::string& revision, const std::string& hand) {
    const std::string script =
        project_.output_of({"upgrade", "001:" + revision, "--sql", "--allow-data-loss"});
    const auto outcomes = best_of_each(
        times_,
        {on_copy([&] { return shell(hand); }), on_copy([&] { return shell(script); }), on_copy([&] {
           return project_.migc({"-q", "upgrade", revision});
         })});
    const Outcome &reference = outcomes[0], &as_script = outcomes[1], &executed = outcomes[2];
    const std::string what = fmt::format("{}, {} rows", revision, rows_);
    print(what + ", by hand", reference);
    print(what + ", script", as_script,
          fmt::format("{:.2f} x", as_script.seconds / reference.seconds));
    print(what + ", executed", executed,
          fmt::format("{:.2f} x", executed.seconds / reference.seconds));
  }

  void metadata() {
    const Outcome edited =
        best_of(times_, on_copy([&] {
                  return project_.migc({"-q", "upgrade", "002_type", "--sqlite-metadata"});
                }));
    print(fmt::format("002_type, {} rows, metadata", rows_), edited);
  }

 private:
  /// A run that finds the database as it was filled.
  [[nodiscard]] Run on_copy(Run once) const {
    return [this, once = std::move(once)] {
      fs::copy_file(project_.path("full.db"), project_.path("app.db"),
                    fs::copy_options::overwrite_existing);
      static_cast<void>(support::run({"sync", project_.path("app.db")}));  // not for the run to do
      return once();
    };
  }

  [[nodiscard]] Outcome shell(const std::string& sql) const {
    return support::run({"sqlite3", project_.path("app.db")}, sql);
  }

  Project project_;
  std::size_t rows_;
  int times_;
};

}  // namespace

void rebuild(const std::string& migc) {
  Rebuild(migc, 10, 3).metadata();
  for (const auto& [rows, times] : {std::pair{1'000'000, 5}, std::pair{5'000'000, 2}}) {
    Rebuild subject(migc, static_cast<std::size_t>(rows), times);
    subject.metadata();
    subject.compare("002_type", by_hand(table("VARCHAR(200)", ""), true));
    subject.compare("002_not_null", by_hand(table("VARCHAR(100)", " NOT NULL"), false));
  }
}

}  // namespace migc::bench
