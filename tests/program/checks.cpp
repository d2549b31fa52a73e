// What the runtime promises a program, one promise a function. Prints those that it breaks.
#include <cstdio>
#include <functional>
#include <string>
#include <string_view>

#include "migrations.hpp"

namespace {

using Kind = migc::Error::Kind;
int broken = 0;

void expect(bool is_so, const char* what) {
  if (is_so) return;
  std::printf("broken: %s\n", what);
  ++broken;
}

class Database {
 public:
  Database() { sqlite3_open(":memory:", &handle_); }
  ~Database() { sqlite3_close(handle_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  operator sqlite3*() const { return handle_; }

  void run(const std::string& sql) const {
    if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      std::printf("%s: %s\n", sql.c_str(), sqlite3_errmsg(handle_)), ++broken;
  }
  [[nodiscard]] std::string value(const std::string& query) const {
    std::string found;
    const auto take = [](void* into, int, char** row, char**) {
      *static_cast<std::string*>(into) += row[0] == nullptr ? "NULL" : row[0];
      return 0;
    };
    sqlite3_exec(handle_, query.c_str(), take, &found, nullptr);
    return found;
  }
  [[nodiscard]] std::string place() const {
    const auto rows = migc::current(handle_, migrations::data);
    return rows.empty() ? "base" : rows[0];
  }

 private:
  sqlite3* handle_ = nullptr;
};

void expect_error(Kind kind, std::string_view part, const std::function<void()>& work,
                  const char* what) {
  try {
    work();
    expect(false, what);
  } catch (const migc::Error& error) {
    const bool is_so =
        error.kind() == kind && std::string_view(error.what()).find(part) != std::string_view::npos;
    if (!is_so) std::printf("says: %s\n", error.what());
    expect(is_so, what);
  }
}

void goes_up_and_down() {
  const Database database;
  expect(migc::pending(database, migrations::data).size() == 4, "everything is pending");
  migc::upgrade(database, migrations::data, "+1");
  expect(database.place() == "001_devices", "one step goes up one revision");
  migc::upgrade(database, migrations::data, "003_apart");
  migc::upgrade(database, migrations::data, "001_devices");
  expect(database.place() == "003_apart", "upgrade goes up only");
  expect(database.value("select value from settings") == "ifm!", "data is migrated");
  expect(database.value("select count(*) from files") == "2", "a rebuild keeps what refers to it");
  migc::downgrade(database, migrations::data, "-2");
  expect(database.place() == "001_devices", "two steps go down two revisions");
  migc::downgrade(database, migrations::data, "base");
  expect(database.place() == "base", "everything is undone");
  migc::upgrade(database, migrations::data);
  expect(migc::pending(database, migrations::data).empty(), "nothing is pending");
}

void leaves_settings() {
  const Database database;
  database.run("pragma foreign_keys = on; pragma recursive_triggers = on");
  migc::upgrade(database, migrations::data);
  expect(database.value("pragma foreign_keys") == "1", "foreign keys are on again");
  expect(database.value("pragma recursive_triggers") == "1", "recursive triggers are on again");
  expect(database.value("pragma writable_schema") == "0", "the schema cannot be written");
  expect(database.value("select name from sqlite_temp_master").empty(), "nothing temporary stays");
}

void refuses_open_work() {
  const Database database;
  const auto upgrade = [&] { migc::upgrade(database, migrations::data); };
  database.run("begin");
  expect_error(Kind::misused, "in a transaction", upgrade, "a transaction is refused");
  expect(sqlite3_get_autocommit(database) == 0, "the transaction stays open");
  database.run("rollback");
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(database, "values (1), (2)", -1, &statement, nullptr);
  sqlite3_step(statement);
  expect_error(Kind::misused, "still running", upgrade, "an open statement is refused");
  sqlite3_finalize(statement);
}

void refuses_targets() {
  const Database database;
  for (const char* target : {"005", "", "+9", "-1", "001_device"})
    expect_error(
        Kind::misused, "", [&] { migc::upgrade(database, migrations::data, target); },
        "a target that is none");
}

void refuses_other_histories() {
  const Database database;
  migc::upgrade(database, migrations::data, "002_vendor");
  const auto upgrade = [&] { migc::upgrade(database, migrations::data); };
  database.run("update migc_log set checksum = 'other' where revision = '001_devices'");
  expect_error(Kind::edited, "001_devices: was edited", upgrade, "an edited revision is refused");
  database.run("drop table migc_log");
  database.run("update migc_version set version_num = '009_other'");
  expect_error(Kind::unknown, "009_other", upgrade, "a foreign revision is refused");
}

void refuses_unmanaged_tables() {
  const Database database;
  database.run("create table devices (id integer)");
  expect_error(
      Kind::failed, "001_devices: the database has tables but no migc_version",
      [&] { migc::upgrade(database, migrations::data); }, "tables of others are refused");
}

void refuses_changes_by_hand() {
  const Database database;
  migc::upgrade(database, migrations::data, "001_devices");
  database.run("alter table devices add column mine text");
  expect_error(
      Kind::failed, "was changed by hand", [&] { migc::upgrade(database, migrations::data); },
      "a hand-made column is kept");
  expect(database.place() == "001_devices", "the database stays where it was");
  expect(sqlite3_get_autocommit(database) != 0, "no transaction stays open");
  expect(database.value("select name from sqlite_temp_master").empty(), "nothing temporary stays");
}

void tells_what_is_partial() {
  const Database database;
  migc::upgrade(database, migrations::data, "002_vendor");
  // The insert of 003 fails behind the table that it has committed.
  sqlite3_set_authorizer(
      database,
      [](void*, int action, const char* table, const char*, const char*, const char*) {
        const bool is_it = action == SQLITE_INSERT && std::string_view(table) == "settings";
        return is_it ? SQLITE_DENY : SQLITE_OK;
      },
      nullptr);
  expect_error(
      Kind::partial, "`transaction off`", [&] { migc::upgrade(database, migrations::data); },
      "what stays is told");
  sqlite3_set_authorizer(database, nullptr, nullptr);
  expect(database.place() == "002_vendor", "the version has not moved");
  expect(database.value("select count(*) from sqlite_master where name = 'settings'") == "1",
         "what came before stays");
}

void refuses_to_undo() {
  const Database database;
  migc::upgrade(database, migrations::data);
  expect_error(
      Kind::irreversible, "the colors are gone",
      [&] { migc::downgrade(database, migrations::data, "base"); },
      "an irreversible revision stays");
  expect(database.place() == "004_color", "nothing is undone");
}

void stops_where_asked() {
  const Database database;
  migc::Options options;
  options.progress = [](const migc::Progress& now) {
    if (now.number == 2) throw 7;
  };
  try {
    migc::upgrade(database, migrations::data, "head", options);
    expect(false, "a callback stops the migration");
  } catch (int) {
    expect(database.place() == "001_devices", "a callback stops before its revision");
  }
}

}  // namespace

int main() {
  goes_up_and_down();
  leaves_settings();
  refuses_open_work();
  refuses_targets();
  refuses_other_histories();
  refuses_unmanaged_tables();
  refuses_changes_by_hand();
  tells_what_is_partial();
  refuses_to_undo();
  stops_where_asked();
  return broken == 0 ? 0 : 1;
}
