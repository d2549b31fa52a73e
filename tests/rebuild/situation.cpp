#include "tests/rebuild/situation.hpp"

#include <map>
#include <stdexcept>
#include <tuple>

#include "tests/support/database.hpp"
#include "tests/support/project.hpp"
#include "tests/support/rows.hpp"
#include "tests/support/script.hpp"

namespace migc::rebuild {
namespace {

using support::Database;

constexpr const char* schema =
    "create table makers (id integer primary key);\n"
    "create table devices (id integer primary key autoincrement, a text, maker int references "
    "makers (id), note text, size int);\n"
    "create index ix_a on devices (a);\n"
    "create table cables (id int, device int references devices (id) on delete cascade);\n"
    "create view v as select id, a from devices;\n"
    "create trigger tr after insert on cables begin update devices set a = a where id = "
    "new.device; end;\n"
    "create trigger tr_own after delete on devices begin delete from cables where device = old.id; "
    "end;";

constexpr const char* rows =
    "insert into makers values (1), (2);\n"
    "insert into devices (a, maker, note, size) values ('x', 1, 'n', 1), ('x', 2, 'm', 2);\n"
    "insert into devices (a, note) select 'y', hex(zeroblob(1500)) from makers, makers as m, "
    "makers as n;\n"
    "insert into devices (a, note) values ('z', 'last'); delete from devices where a = 'z';\n"
    "insert into cables values (10, 1), (20, 2);";

/// Made once for each action and client.
const memory::Compilation& compile(const std::string& action, bool newest, Client client) {
  static std::map<std::tuple<std::string, bool, Client>, memory::Compilation> compiled;
  const auto [found, is_new] = compiled.try_emplace({action, newest, client});
  if (!is_new) return found->second;
  const auto file = [](const std::string& id, const std::string& parent, const std::string& text) {
    return memory::TextFile{id + ".mig",
                            support::mig_file({.id = id, .parent = parent, .upgrade = text})};
  };
  config::Settings settings;
  if (newest) settings.sqlite_min_version.value = sqlite3_libversion();
  found->second = memory::compile(
      {file("r1", "", schema), file("r2", "r1", "alter table devices " + action + ";")},
      client == Client::shell ? memory::Form::lossy : memory::Form::checked, "sqlite", settings);
  if (found->second.scripts.size() != 2) throw std::runtime_error(found->second.complaints());
  return found->second;
}

/// All but what the log says, which has times in it.
struct State {
  support::Facts facts;
  support::Rows rows;

  explicit State(const Database& database)
      : facts(support::read_facts(database.handle())),
        rows(support::read_rows(database.handle(), {"migc_log"})) {}
};

void run(const Database& database, Client client, const std::string& script) {
  if (client != Client::goes_on)
    static_cast<void>(database.try_run(script));
  else
    for (const std::string& statement : support::statements_of(script))
      static_cast<void>(database.try_run(statement));
  // What is open ends with the connection.
  if (sqlite3_get_autocommit(database.handle()) == 0) database.run("rollback");
}

void fill_disk(const Database& database, int pages) {
  const auto count = support::query(database.handle(), "pragma page_count");
  database.run("pragma max_page_count = " + std::to_string(std::stoi(*count[0][0]) + pages));
}

/// Interrupts the connection once; SQLite then rolls back by itself.
struct Interruption {
  const Database& database;
  int left;

  Interruption(const Database& interrupted, int steps) : database(interrupted), left(steps) {
    if (steps > 0) sqlite3_progress_handler(database.handle(), 1, &Interruption::step, this);
  }
  ~Interruption() { sqlite3_progress_handler(database.handle(), 0, nullptr, nullptr); }
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  static int step(void* interruption) {
    return --static_cast<Interruption*>(interruption)->left == 0 ? 1 : 0;
  }
};

const std::vector<Situation> fixed = {
    {.what = "NULL where none may be", .state = "update devices set note = null where id = 2"},
    {.what = "NULL where none may be, for the newest",
     .state = "update devices set note = null where id = 2",
     .newest = true},
    {.what = "rows that break a check, for the newest",
     .state = "",
     .action = "add check (a <> 'x')",
     .newest = true},
    {.what = "duplicates", .state = "", .action = "add unique (a)"},
    {.what = "duplicates that a conflict clause would drop",
     .state = "",
     .action = "add unique (a) on conflict ignore"},
    {.what = "NULLs that a conflict clause would drop",
     .state = "update devices set note = null where id = 2",
     .action = "add column mark int not null on conflict ignore default null first"},
    {.what = "rows that break a check", .state = "", .action = "add check (a <> 'x')"},
    {.what = "rows without parents",
     .state = "update devices set size = 99 where id = 2",
     .action = "add foreign key (size) references makers (id), alter column size type bigint"},
    {.what = "values that STRICT does not take",
     .state = "update devices set size = 'large' where id = 1",
     .action = "set strict"},
    {.what = "another revision", .state = "update migc_version set version_num = 'r0'"},
    {.what = "one revision more", .state = "insert into migc_version values ('other')"},
    {.what = "no revision", .state = "delete from migc_version"},
    {.what = "a second run", .state = "", .again = true},
    {.what = "somebody else's transaction", .state = "begin"},
    {.what = "somebody else's transaction without foreign keys",
     .state = "pragma foreign_keys = off; begin",
     .stopping = true},
    {.what = "a name that is taken", .state = "create table _migc_old_devices (x)"},
    {.what = "an index's name that is taken", .state = "drop index ix_a; create table ix_a (x)"},
    {.what = "a missing column", .state = "alter table devices drop column size"},
    {.what = "an unknown view of a missing table",
     .state = "create view w as select * from nowhere; drop table cables",
     .action = "alter column maker type bigint"},
};

}  // namespace

const std::vector<Situation>& situations() {
  static const std::vector<Situation> all = [] {
    std::vector<Situation> some = fixed;
    if (!support::has_strict_tables())
      std::erase_if(some, [](const Situation& one) { return one.action == "set strict"; });
    const std::string replaced = "alter column note type varchar(80)";
    for (const int pages : {1, 2, 3, 4, 6, 8})
      some.push_back({.what = "a full disk, pages left: " + std::to_string(pages),
                      .state = "",
                      .action = replaced,
                      .pages = pages});
    for (int steps = 100; steps <= 3000; steps += 100)
      some.push_back({.what = "an interruption after " + std::to_string(steps) + " steps",
                      .state = "",
                      .action = replaced,
                      .steps = steps});
    return some;
  }();
  return all;
}

namespace {

std::string difference(const State& expected, const State& found) {
  return support::head(support::difference(expected.facts, found.facts) +
                           support::difference(expected.rows, found.rows),
                       8);
}

/// A database at the revision before.
void prepare(const Database& database, const memory::Compilation& made) {
  database.run(made.scripts[0].up);
  database.run(rows);
}

/// What there is when nothing stops the change.
State changed(const memory::Compilation& made) {
  const Database database;
  prepare(database, made);
  database.run(made.scripts[1].up);
  return State(database);
}

}  // namespace

std::string refuse(const Situation& situation, Client client, const Mutation& mutation) {
  if (situation.stopping && client == Client::goes_on) return {};
  const memory::Compilation& made = compile(situation.action, situation.newest, client);
  const std::string script = mutation ? mutation(made.scripts[1].up) : made.scripts[1].up;
  const Database database;
  prepare(database, made);
  if (situation.again) database.run(script);
  if (situation.pages > 0) fill_disk(database, situation.pages);
  database.run("pragma foreign_keys = on");
  database.run(situation.state);
  const State before(database);
  {
    const Interruption interruption(database, situation.steps);
    run(database, client, script);
  }
  const State after(database);
  const std::string wrong = difference(before, after);
  if (wrong.empty() || !situation.may_come_late()) return wrong;
  return difference(changed(made), after).empty() ? "" : wrong;
}

}  // namespace migc::rebuild
