#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "tests/inject/contents.hpp"
#include "tests/script/script_test.hpp"
#include "tests/support/database.hpp"
#include "tests/support/files.hpp"
#include "tests/support/process.hpp"
#include "tests/support/project.hpp"

namespace migc::script_test {

namespace fs = std::filesystem;
using support::Database;
using support::Outcome;

namespace {

struct Hostile {
  const char* name;
  const char* first;   ///< The statements of the first revision.
  const char* second;  ///< Those of the one whose script is run.
  const char* by_hand = "";
  const char* sqliterc = "";
};

constexpr const char* devices = "create table devices (id integer primary key, name text);";

/// With lines as only SQLite's shell reads them, and names that a script has a use for.
const std::vector<Hostile> hostiles = {
    {"lines in strings", devices,
     "insert into devices values (1, 'it''s\n.quit\n/\ngo\n#x\n;\n--\n/* \n.bail off\n');\n"
     "update devices set name = name || '\n.exit\n  /  \n GO \n' where id = 1;"},
    {"lines of a division", devices,
     "insert into devices values (8\n/\n2, 4\n/ -- half\n2), (10\n/ /* of it */\n5, 'x');"},
    {"strings of other line ends", devices,
     "insert into devices values (1, 'a\r\nb\r\n\r\nc'), (3, '\r\n'), (4, '\n');\r\n"
     "update devices set name = 'x'\r\n|| name;"},
    {"strings of other line ends in a trigger", devices,
     "create trigger t after insert on devices begin\r\n  update devices set name = 'a\r\nb' where "
     "id = new.id;\r\nend;\ninsert into devices values (1, 'x');"},
    {"control characters", devices,
     "insert into devices values (1, '\x01\t\x0b\x0c\x1a\x1b[2J\x7f');"},
    {"lines in a view", devices,
     "insert into devices values (1, 'x');\ncreate view v as select id\n/\nid as one, '\n.quit\n' "
     "as "
     "go\n, name as\ngo\nfrom devices -- a lone ' quote; and \" another\nwhere /* ;\n.quit\n */ id "
     "> 0;"},
    {"lines in a trigger", devices,
     "create trigger t after insert on devices when new.id\n/\n1 > 0 begin\n"
     "  update devices set name = '\n/\n;\n' || coalesce(name, '') where id = new.id; -- it's\n"
     "  insert into devices (name) select '.quit' where new.id\n/\n2 = 0;\nend;\n"
     "insert into devices (id, name) values (1, 'x');"},
    {"lines in a check", "create table devices (id integer primary key, name text);",
     "create table checked (a integer check (a\n/\n2 > 0), b text default '\n.quit\n', c text "
     "check "
     "(c <> '\n/\n;\n--'));\ninsert into checked (a, c) values (4, 'x');"},
    {"executed lines", devices,
     "execute $$ insert into devices values (1, 'a;\n.quit\n');\n.\n$$;"},
    {"an executed command", devices, "execute $$.quit$$;"},
    {"an executed comment", devices, "execute $$#x\n$$;\ninsert into devices values (1, 'x');"},
    {"executed statements", devices,
     "allow data_loss 'test';\n"
     "execute $$\n-- it's a comment; with a quote\ninsert into devices values (1, 'a;b')\n;\n\n;;\n"
     "/* another ' \n.quit\n*/ update devices set name = name\n||\n'\n#x\n.bail off' -- end; of it "
     "$$;"},
    {"a comment at the end", devices,
     "execute $$ insert into devices values (1, 'x') -- no end $$;\nexecute $$ insert into devices "
     "values (2, 'x') /* end */ $$;\n insert into devices values (3, 'y') /* end */; -- last"},
    {"lines of a rebuild", devices,
     "insert into devices values (1, 'x');\nalter table devices add column note text default '\n/\n"
     ".quit\n;--';\nalter table devices alter column name type varchar(9);"},
    {"odd names", devices,
     "create table \"a;b\" (\"go\" text, \"/\" text, \".quit\" text);\n"
     "create table \"line\n.quit\n/\n;\" (\"x\n.quit\n\" text, \"--\" text);\n"
     "create table \"main\" (\"temp\" text);\ncreate table \"temp\" (\"main\" text);\n"
     "insert into \"a;b\" values ('1', '2', '3');\ninsert into \"line\n.quit\n/\n;\" values ('\n', "
     "';');\ninsert into \"main\" values ('m');\ninsert into \"temp\" values ('t');\n"
     "alter table \"a;b\" alter column \"go\" type varchar(5);\n"
     "alter table \"line\n.quit\n/\n;\" alter column \"--\" type varchar(5);\n"
     "alter table \"main\" alter column \"temp\" type varchar(5);\n"
     "alter table \"temp\" alter column \"main\" type varchar(5);"},
    {"names of the tool's own, by hand", devices,
     "insert into devices values (1, 'x');\nalter table devices alter column name type varchar(9);",
     "create table migc_check (start, at); insert into migc_check values (0, 1);"
     "create table migc_shape (a); create view migc_text as select 1 as a;"
     "create table migc_clock (a); insert into migc_clock values (1);"
     "create table migc_body (n, revision, sql); insert into migc_body values (9, '9', '.quit');"
     "create table pragma_table_xinfo (name); create view pragma_foreign_key_check as select 1 as "
     "a;"
     "create table pragma_foreign_key_list (a); create table pragma_index_list (a);"
     "create table _migc_checks (a);"},
    {"names of the tool's own",
     "create table migc_check (id integer primary key, start integer, at text);\n"
     "create table migc_shape (id integer primary key, name text);\n"
     "create table migc_text (id integer primary key, name text);\n"
     "create table migc_clock (id integer primary key, name text);\n"
     "create table migc_body (n integer primary key, name text);\n"
     "insert into migc_check values (1, 0, 'x');\ninsert into migc_body values (1, 'x');",
     "insert into migc_check values (2, 0, 'x'), (3, 1, 'y');\n"
     "update migc_body set name = 'y';\ninsert into migc_body values (2, 'z');\n"
     "alter table migc_check alter column at type varchar(9);\n"
     "alter table migc_body rename column name to said;\n"
     "alter table migc_shape alter column name type varchar(9);\n"
     "alter table migc_text add column more text;\ndrop table migc_clock;"},
    {"a setting that goes on after errors", devices,
     "create table only_one (a integer primary key check (a = 1));\ninsert into only_one select id "
     "from devices;\ndrop table devices;",
     "insert into devices values (1, 'x'), (2, 'y');", ".bail off\n.echo on\n.headers on\n"},
    {"settings of a user",
     "create table parents (id integer primary key);\ncreate table devices (id integer primary "
     "key, "
     "name text, parent integer references parents (id) on delete cascade);",
     "alter table parents add column name varchar(9) not null default 'x';\nalter table parents "
     "alter "
     "column name type text;",
     "insert into parents values (1); insert into devices values (1, 'x', 1);",
     ".bail off\n.mode csv\n.separator ; /\n.headers on\n.echo on\n.changes on\n.stats on\n.eqp "
     "on\n"
     ".nullvalue go\nPRAGMA foreign_keys = ON;\nPRAGMA legacy_alter_table = ON;\n"
     "PRAGMA recursive_triggers = ON;\nPRAGMA ignore_check_constraints = ON;\n"},
    {"attached databases", devices,
     "insert into devices values (1, 'x');\nalter table devices alter column name type varchar(9);",
     "",
     "ATTACH ':memory:' AS other;\nCREATE TABLE other.migc_version (version_num);\n"
     "INSERT INTO other.migc_version VALUES ('002_second');\nCREATE TABLE other.migc_log (a);\n"
     "CREATE TABLE other.devices (a);\nCREATE TABLE other.migc_check (a);\n"},
    {"a transaction of a user's own", devices, "insert into devices values (1, 'x');", "",
     "BEGIN;\nCREATE TABLE theirs (a);\n"},
};

class Trial {
 public:
  Trial(const std::string& migc, const Hostile& hostile) : hostile_(hostile), project_(migc) {
    project_.add({.id = "001_first", .upgrade = hostile.first});
    project_.add({.id = "002_second",
                  .parent = "001_first",
                  .upgrade = hostile.second,
                  .downgrade = "downgrade irreversible 'test';"});
    support::write_file(path("sqliterc"), hostile.sqliterc);
  }

  std::string run() {
    static_cast<void>(project_.output_of({"--url", "sqlite:///start", "upgrade", "001_first"}));
    Database(path("start")).run(hostile_.by_hand);
    const std::string before = contents("start");
    copy("migc");
    const Outcome upgraded = project_.migc({"--url", "sqlite:///migc", "upgrade", "head"});
    const std::string expected = contents("migc");
    if (upgraded.exit != 0 && expected != before) return "migc upgrade changes a part";
    for (const bool any_start : {false, true}) {
      std::vector<std::string> arguments = {"upgrade", any_start ? "head" : "001_first:head",
                                            "--sql"};
      if (any_start) arguments.emplace_back("--any-start");
      const Outcome made = project_.migc(arguments);
      if (made.exit != 0) {
        if (upgraded.exit == 0) return "no script\n" + support::head(made.errors, 9);
        continue;
      }
      support::write_file(path("script.sql"), made.output);
      for (const bool reads : {false, true}) {
        copy("shell");
        const Outcome ran = shell(reads, made.output);
        const std::string found = contents("shell");
        const std::string how = std::string(any_start ? "any start" : "plain") +
                                (reads ? ", .read" : ", <") + ": exit " + std::to_string(ran.exit);
        // The user's own transaction is not ours to commit.
        if (std::string(hostile_.sqliterc).starts_with("BEGIN")) {
          if (found != before) return how + inject::difference(before, found);
        } else if (found != expected) {
          return how + "\n" + support::head(ran.errors, 9) + inject::difference(expected, found) +
                 support::head(upgraded.errors, 9);
        }
      }
    }
    return "";
  }

 private:
  [[nodiscard]] std::string path(const std::string& name) const { return project_.path(name); }

  [[nodiscard]] std::string contents(const std::string& name) const {
    // The shell's own eyes: a user's tables may be called as what other eyes look through.
    std::istringstream dump(support::run({"sqlite3", name, ".dump"}, "", project_.root()).output);
    std::string text;
    for (std::string line; std::getline(dump, line);)
      if (!line.starts_with("INSERT INTO migc_log")) text += line + "\n";
    return text;
  }

  void copy(const std::string& name) const {
    fs::copy_file(path("start"), path(name), fs::copy_options::overwrite_existing);
  }

  [[nodiscard]] Outcome shell(bool reads, const std::string& script) const {
    if (reads)
      return support::run({"sqlite3", "-init", "sqliterc", "shell", ".read script.sql"}, "",
                          project_.root());
    return support::run({"sqlite3", "-init", "sqliterc", "shell"}, script, project_.root());
  }

  const Hostile& hostile_;
  support::Project project_;
};

}  // namespace

void check_hostile(const std::string& migc, support::Tally& tally) {
  for (const Hostile& hostile : hostiles)
    tally.check(std::string("hostile: ") + hostile.name,
                [&] { return Trial(migc, hostile).run(); });
}

}  // namespace migc::script_test
