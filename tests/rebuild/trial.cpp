#include "tests/rebuild/trial.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "compiler/pipeline/compile.hpp"
#include "tests/memory/compilation.hpp"
#include "tests/support/database.hpp"
#include "tests/support/project.hpp"
#include "tests/support/rows.hpp"

namespace migc::rebuild {
namespace {

using support::Database;
using support::Facts;
using support::Row;
using support::Rows;
using support::Values;

constexpr const char* table = "devices";
const std::vector<std::string> bookkeeping = {"migc_version", "migc_log"};

[[noreturn]] void fail(const std::string& where, const std::string& what) {
  throw std::runtime_error(where + ": " + support::head(what, 12));
}

void expect_none(const std::string& where, const std::string& difference) {
  if (!difference.empty()) fail(where, difference);
}

/// The statement's answer, or what SQLite says instead. What it does is undone.
std::string answer(const Database& database, const std::string& probe) {
  const std::size_t last = probe.rfind("; ");
  const std::size_t query = last == std::string::npos ? 0 : last + 2;
  database.run("pragma foreign_keys = on; savepoint probe");
  std::string text;
  try {
    database.run(probe.substr(0, query));
    for (const Row& row : support::query(database.handle(), probe.substr(query))) {
      for (const auto& value : row) text += value.value_or("null") + "|";
      text += "\n";
    }
  } catch (const std::runtime_error& error) {
    text += error.what();
  }
  if (sqlite3_get_autocommit(database.handle()) == 0)
    database.run("rollback to probe; release probe");
  return text;
}

std::vector<std::string> answers(const Database& database, const Fixture& fixture) {
  std::vector<std::string> all;
  for (const std::string& probe : fixture.probes) all.push_back(answer(database, probe));
  return all;
}

/// What SQLite stores, by kind and name; `of_table` says whether of the table and what hangs on it.
std::map<std::string, std::string> stored(const Database& database, bool of_table) {
  std::map<std::string, std::string> texts;
  for (const Row& row : support::query(
           database.handle(),
           "select type || ' ' || name, coalesce(sql, '') from sqlite_master where (tbl_name = ?1 "
           "and type <> 'view') = ?2 and tbl_name not in ('migc_version', 'migc_log') "
           "and name not like 'sqlite_%'",
           {table, of_table ? "1" : "0"}))
    texts[*row[0]] = *row[1];
  return texts;
}

std::string difference(const std::map<std::string, std::string>& expected,
                       const std::map<std::string, std::string>& actual) {
  std::string text;
  for (const auto& [object, sql] : expected) {
    const auto found = actual.find(object);
    if (found == actual.end())
      text += object + " is missing\n";
    else if (found->second != sql)
      text += "expected: " + sql + "\nfound:    " + found->second + "\n";
  }
  for (const auto& [object, sql] : actual)
    if (!expected.contains(object)) text += object + " is new\n";
  return text;
}

/// The rows as the change should leave them.
Rows changed(Rows rows, const Change& change) {
  std::vector<Values>& all = rows.of.at(table);
  if (change.row)
    for (Values& row : all) change.row(row);
  std::sort(all.begin(), all.end());
  return rows;
}

/// Rowids that a table only now has are nobody's business.
void forget_new_rowids(Rows& rows, const Rows& before) {
  const std::string rowid = "rowid of the row";
  std::vector<Values>& all = rows.of.at(table);
  const std::vector<Values>& old = before.of.at(table);
  if (old.empty() || old[0].contains(rowid)) return;
  for (Values& row : all) row.erase(rowid);
  std::sort(all.begin(), all.end());
}

/// One fixture, one change, one database.
class Trial {
 public:
  Trial(const Fixture& fixture, const Change& change, support::FactsReader& reader)
      : fixture_(fixture), change_(change), reader_(reader), before_(fixture.shape()) {
    if (change.prepare) change.prepare(before_);
    after_ = before_;
    change.alter(after_);
    compile();
  }

  void run(Origin origin, const Mutation& mutation) {
    if (origin == Origin::migc)
      make_by_migc();
    else
      make_by_hand();
    remember();
    const std::string& up = made_.scripts.back().up;
    run_script("up", mutation ? mutation(up) : up);
    look_after(origin);
    run_script("down", *made_.scripts.back().down);
    look_back();
  }

 private:
  /// What the tables are like before `spare` is added to rows, where that comes later.
  [[nodiscard]] Shape first_shape() const {
    Shape shape = before_;
    if (fixture_.spare_is_later) shape.columns.pop_back();
    return shape;
  }
  [[nodiscard]] std::string add_spare() const {
    return fixture_.spare_is_later ? "alter table devices add column " + before_.columns.back()
                                   : "";
  }

  void compile() {
    std::vector<memory::TextFile> files;
    std::string parent;
    const auto add = [&](const std::string& id, const std::string& upgrade) {
      if (upgrade.empty()) return;
      files.push_back(
          {id + ".mig", support::mig_file({.id = id, .parent = parent, .upgrade = upgrade + ";"})});
      parent = id;
    };
    std::string whole = create_table(first_shape()) + fixture_.others;
    whole.erase(whole.find_last_of(';'));
    add("r1", whole);
    add("r2", add_spare());
    add("r3", "alter table devices " + action());
    made_ = memory::compile(files, true);
    if (made_.scripts.size() != files.size()) fail("compiling", made_.complaints());
  }

  [[nodiscard]] std::string action() const {
    const Database database;
    database.run(create_table(after_));
    std::string names;
    for (const Row& row : support::query(
             database.handle(), "select name from pragma_table_xinfo('devices') order by cid"))
      names += (names.empty() ? "" : ", ") + *row[0];
    std::string text = change_.action;
    const std::string mark = "{columns}";
    if (const std::size_t at = text.find(mark); at != std::string::npos)
      text.replace(at, mark.size(), names);
    return text;
  }

  void make_by_migc() {
    database_.run(made_.scripts.front().up);
    database_.run(fixture_.rows);
    if (made_.scripts.size() == 3) database_.run(made_.scripts[1].up);
  }

  /// As somebody has who starts with migc now: their own texts, and a stamp.
  void make_by_hand() {
    database_.run(create_table(first_shape()));
    database_.run(fixture_.others);
    database_.run(fixture_.rows);
    database_.run(add_spare());
    const std::string at = made_.scripts[made_.scripts.size() - 2].revision;
    database_.run(
        "create table migc_version (version_num varchar(255) not null primary key);"
        "insert into migc_version values ('" +
        at + "')");
  }

  void remember() {
    facts_ = reader_.read(database_.handle());
    rows_ = support::read_rows(database_.handle(), bookkeeping);
    others_ = stored(database_, false);
    own_ = stored(database_, true);
    answers_ = answers(database_, fixture_);
  }

  void run_script(const std::string& where, const std::string& script) const {
    database_.run("pragma foreign_keys = on");  // as careful applications have it
    if (const auto refusal = database_.try_run(script)) fail(where, *refusal);
    if (sqlite3_get_autocommit(database_.handle()) == 0) fail(where, "the transaction is open");
  }

  void look_after(Origin origin) {
    const Database expected;
    expected.run(create_table(after_));
    expected.run(fixture_.others);
    expect_none("facts", support::difference(reader_.read(expected.handle()),
                                             reader_.read(database_.handle())));
    Rows rows = support::read_rows(database_.handle(), bookkeeping);
    forget_new_rowids(rows, rows_);
    expect_none("rows", support::difference(changed(rows_, change_), rows));
    expect_none("stored texts of others", difference(others_, stored(database_, false)));
    look_at_own_texts(origin);
    look_sound();
  }

  /// Of the table itself everything is as the model prints it, and what hangs on it as it was when
  /// migc has printed it before.
  void look_at_own_texts(Origin origin) const {
    const Database model;
    for (const std::string& statement : pipeline::create_statements(
             pipeline::schema_at(made_.project, {made_.scripts.back().revision}),
             made_.project.dialect))
      model.run(statement);
    auto own = stored(database_, true);
    expect_none("stored texts of its own", difference(stored(model, true), own));
    if (origin == Origin::hand) return;
    auto was = own_;
    was.erase("table devices");
    own.erase("table devices");
    expect_none("stored texts on it", difference(was, own));
  }

  void look_sound() const {
    const auto found = answers(database_, fixture_);
    for (std::size_t i = 0; i < found.size(); ++i)
      if (found[i] != answers_[i])
        fail("probe " + fixture_.probes[i], "was " + answers_[i] + "is " + found[i]);
    const std::string sound = answer(database_, "pragma integrity_check");
    if (sound != "ok|\n") fail("integrity", sound);
    for (const auto& [pragma, value] : std::map<std::string, std::string>{
             {"legacy_alter_table", "0|\n"}, {"writable_schema", "0|\n"}})
      if (answer(database_, "pragma " + pragma) != value) fail(pragma, "it is still on");
  }

  void look_back() {
    expect_none("facts on the way back",
                support::difference(facts_, reader_.read(database_.handle())));
    Rows rows = support::read_rows(database_.handle(), bookkeeping);
    if (!change_.loses_data) expect_none("rows on the way back", support::difference(rows_, rows));
    expect_none("stored texts on the way back", difference(others_, stored(database_, false)));
  }

  const Fixture& fixture_;
  const Change& change_;
  support::FactsReader& reader_;
  Shape before_, after_;
  memory::Compilation made_;
  Database database_;
  Facts facts_;
  Rows rows_;
  std::map<std::string, std::string> others_, own_;
  std::vector<std::string> answers_;
};

}  // namespace

std::string Trials::run(const Fixture& fixture, const Change& change, Origin origin,
                        const Mutation& mutation) {
  try {
    Trial(fixture, change, reader_).run(origin, mutation);
    return {};
  } catch (const std::exception& error) {
    return error.what();
  }
}

}  // namespace migc::rebuild
