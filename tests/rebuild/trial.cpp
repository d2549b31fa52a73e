#include "tests/rebuild/trial.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "compiler/pipeline/compile.hpp"
#include "tests/memory/compilation.hpp"
#include "tests/support/database.hpp"
#include "tests/support/project.hpp"
#include "tests/support/rows.hpp"
#include "tests/support/script.hpp"

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

/// The answer of the last statement, or what SQLite says instead. What they do is undone.
std::string answer(const Database& database, const std::string& probe) {
  std::vector<std::string> statements = support::statements_of(probe + ";");
  const std::string query = statements.back();
  statements.pop_back();
  database.run("pragma foreign_keys = on; savepoint probe");
  std::string text;
  try {
    for (const std::string& statement : statements) database.run(statement);
    for (const Row& row : support::query(database.handle(), query)) {
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
           "and type <> 'view') = (?2 = 'yes') and tbl_name not in ('migc_version', 'migc_log') "
           "and name not like 'sqlite_%'",
           {table, of_table ? "yes" : "no"}))
    texts[*row[0]] = *row[1];
  if (texts.contains("table devices") != of_table)
    throw std::logic_error("the test does not see what is stored");
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

/// A database on its way through a trial.
class Journey {
 public:
  Journey(const Trial& trial, const Fixture& fixture, const Change& change, Origin origin,
          support::FactsReader& reader)
      : trial_(trial), fixture_(fixture), change_(change), origin_(origin), reader_(reader) {}

  void travel(const Mutation& mutation) {
    if (origin_ == Origin::migc)
      make_by_migc();
    else
      make_by_hand();
    remember();
    run_script("up", mutation ? mutation(trial_.script()) : trial_.script());
    look_after();
    run_script("down", *scripts().back().down);
    look_back();
  }

 private:
  [[nodiscard]] const std::vector<memory::Scripts>& scripts() const {
    return trial_.compiled().scripts;
  }
  [[nodiscard]] const std::string& revision_before() const {
    return scripts()[scripts().size() - 2].revision;
  }

  void make_by_migc() {
    database_.run(scripts().front().up);
    database_.run(fixture_.rows);
    if (scripts().size() == 3) database_.run(scripts()[1].up);
  }

  /// As somebody has who starts with migc now: their own texts, and a stamp.
  void make_by_hand() {
    database_.run(trial_.create_statements());
    database_.run(fixture_.rows);
    database_.run(trial_.add_spare());
    database_.run(
        "create table migc_version (version_num varchar(255) not null primary key);"
        "insert into migc_version values ('" +
        revision_before() + "')");
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

  void look_after() {
    const Database expected;
    expected.run(create_table(trial_.after()));
    expected.run(fixture_.others);
    expect_none("facts", support::difference(reader_.read(expected.handle()),
                                             reader_.read(database_.handle())));
    Rows rows = support::read_rows(database_.handle(), bookkeeping);
    forget_new_rowids(rows, rows_);
    expect_none("rows", support::difference(changed(rows_, change_), rows));
    expect_none("stored texts of others", difference(others_, stored(database_, false)));
    look_at_own_texts();
    look_sound();
    look_at_version(scripts().back().revision);
  }

  /// Of the table itself everything is as the model prints it, and what hangs on it as it was when
  /// migc has printed it before.
  void look_at_own_texts() const {
    const pipeline::Project& project = trial_.compiled().project;
    const Database model;
    for (const std::string& statement : pipeline::create_statements(
             pipeline::schema_at(project, {scripts().back().revision}), project.dialect->name))
      model.run(statement);
    auto own = stored(database_, true);
    expect_none("stored texts of its own", difference(stored(model, true), own));
    if (origin_ == Origin::hand) return;
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
    for (const std::string pragma : {"legacy_alter_table", "writable_schema"})
      if (answer(database_, "pragma " + pragma) != "0|\n") fail(pragma, "it is still on");
  }

  void look_at_version(const std::string& revision) const {
    const std::string found = answer(database_, "select version_num from migc_version");
    if (found != revision + "|\n") fail("version", found + "and not " + revision);
  }

  void look_back() {
    expect_none("facts on the way back",
                support::difference(facts_, reader_.read(database_.handle())));
    const Rows rows = support::read_rows(database_.handle(), bookkeeping);
    if (!change_.loses_data) expect_none("rows on the way back", support::difference(rows_, rows));
    expect_none("stored texts on the way back", difference(others_, stored(database_, false)));
    look_at_version(revision_before());
  }

  const Trial& trial_;
  const Fixture& fixture_;
  const Change& change_;
  Origin origin_;
  support::FactsReader& reader_;
  Database database_;
  Facts facts_;
  Rows rows_;
  std::map<std::string, std::string> others_, own_;
  std::vector<std::string> answers_;
};

}  // namespace

Trial::Trial(const Fixture& fixture, const Change& change)
    : fixture_(fixture), change_(change), before_(fixture.shape()) {
  if (change.prepare) change.prepare(before_);
  after_ = before_;
  change.alter(after_);
  compile();
}

/// Where `spare` is added to rows, the table begins without it.
std::string Trial::create_statements() const {
  Shape shape = before_;
  if (fixture_.spare_is_later) shape.columns.pop_back();
  return create_table(shape) + fixture_.others;
}

std::string Trial::add_spare() const {
  return fixture_.spare_is_later ? "alter table devices add column " + before_.columns.back() : "";
}

std::string Trial::action() const {
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

void Trial::compile() {
  std::vector<memory::TextFile> files;
  std::string parent;
  const auto add = [&](const std::string& id, const std::string& upgrade) {
    files.push_back(
        {id + ".mig", support::mig_file({.id = id, .parent = parent, .upgrade = upgrade})});
    parent = id;
  };
  add("r1", create_statements());
  if (fixture_.spare_is_later) add("r2", add_spare() + ";");
  add("r3", "alter table devices " + action() + ";");
  compiled_ = memory::compile(files, memory::Form::lossy);
  if (compiled_.scripts.size() != files.size()) fail("compiling", compiled_.complaints());
}

std::string Trial::run(Origin origin, support::FactsReader& reader,
                       const Mutation& mutation) const {
  try {
    Journey(*this, fixture_, change_, origin, reader).travel(mutation);
    return {};
  } catch (const std::exception& error) {
    return error.what();
  }
}

}  // namespace migc::rebuild
