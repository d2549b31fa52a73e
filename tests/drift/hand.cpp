#include "tests/drift/hand.hpp"

#include <algorithm>
#include <regex>
#include <vector>

#include "tests/dependents/abilities.hpp"
#include "tests/drift/table_text.hpp"
#include "tests/support/script.hpp"

namespace migc::drift {
namespace {

using support::Database;
using support::Row;

class Hand {
 public:
  Hand(const Database& database, random::Rng& rng, int number)
      : database_(database), rng_(rng), name_("h" + std::to_string(number)) {
    objects_ = support::query(
        database.handle(),
        "select type, name, tbl_name, sql from sqlite_master where name not like 'sqlite_%' and "
        "tbl_name not like 'migc_%' and sql is not null");
  }

  std::string invent() {
    switch (rng_.below(19)) {
      case 0:
      case 1:
        return add_column();
      case 2:
        return "ALTER TABLE " + table() + " DROP COLUMN " + plain_column() + ";";
      case 3:
        return "ALTER TABLE " + table() + " RENAME COLUMN " + plain_column() + " TO " + name_ + ";";
      case 4:
      case 5:
        return index();
      case 6:
        return trigger();
      case 7:
        return view();
      case 8:
      case 9:
      case 10:
      case 11:
        return redeclare();
      case 12:
        return "ALTER TABLE " + table() + " RENAME TO " + name_ + ";";
      case 13:
        return child();
      case 14:
      case 15:
        return drop();
      case 16:
      case 17:
        return another_text();
      default:
        return "CREATE TABLE " + name_ + " (a, b);\nINSERT INTO " + name_ + " VALUES (1, 'x');";
    }
  }

 private:
  std::vector<Row> of(const std::string& type) const {
    std::vector<Row> some;
    for (const Row& row : objects_)
      if (row[0] == type) some.push_back(row);
    return some;
  }
  /// A table that the following are about.
  const std::string& table() {
    if (!table_.empty()) return table_;
    const Row row = rng_.pick(of("table"));
    text_ = *row[3];
    columns_ = support::query(
        database_.handle(), "select name from pragma_table_xinfo(?1) where hidden = 0", {*row[1]});
    return table_ = *row[1];
  }
  std::string any_column() {
    table();
    return *rng_.pick(columns_)[0];
  }
  std::string plain_column() {
    table();
    return *columns_[columns_.size() == 1 ? 0 : 1 + rng_.below(columns_.size() - 1)][0];
  }

  std::string add_column() {
    return "ALTER TABLE " + table() + " ADD COLUMN " + name_ +
           (rng_.chance(50) ? " TEXT" : " INTEGER DEFAULT 7") + ";\nUPDATE " + table() + " SET " +
           name_ + " = 'by hand ' || " + any_column() + ";";
  }

  std::string index() {
    return std::string("CREATE ") + (rng_.chance(40) ? "UNIQUE " : "") + "INDEX " + name_ + " ON " +
           table() + " (" + plain_column() + (rng_.chance(20) ? " COLLATE NOCASE" : "") + ")" +
           (rng_.chance(20) ? " WHERE " + plain_column() + " > 'a'" : "") + ";";
  }

  std::string trigger() {
    const std::string on = table(), one = plain_column();
    table_.clear();
    const std::string to = table(), other = plain_column();
    return "CREATE TRIGGER " + name_ + " AFTER " + (rng_.chance(50) ? "INSERT" : "UPDATE") +
           " ON " + on + " WHEN new." + one + " = 'never' BEGIN UPDATE " + to + " SET " + other +
           " = new." + one + " WHERE " + other + " = 'never'; END;";
  }

  std::string view() {
    const std::string a = table(), one = any_column();
    table_.clear();
    const std::string b = table(), other = any_column();
    if (rng_.chance(20) && !of("view").empty())
      return "CREATE VIEW " + name_ + " AS SELECT id FROM " + *rng_.pick(of("view"))[1] + ";";
    if (rng_.chance(40)) return "CREATE VIEW " + name_ + " AS SELECT " + one + " FROM " + a + ";";
    return "CREATE VIEW " + name_ + " AS SELECT p." + one + " AS x, q." + other + " AS y FROM " +
           a + " p, " + b + " q;";
  }

  std::string child() {
    return "CREATE TABLE " + name_ + " (id INTEGER PRIMARY KEY, up INTEGER REFERENCES " + table() +
           (rng_.chance(50) ? " ON DELETE CASCADE" : "") + ");\nINSERT INTO " + name_ +
           " VALUES (1, 1), (2, 2);";
  }

  std::string drop() {
    std::vector<Row> some;
    for (const Row& row : objects_)
      if (row[0] != "table" || rng_.chance(10)) some.push_back(row);
    if (some.empty()) return {};
    const Row& one = rng_.pick(some);
    return "DROP " + *one[0] + " " + *one[1] + ";";
  }

  /// An index, a trigger or a view made again, otherwise or only in another layout.
  std::string another_text() {
    std::vector<Row> some;
    for (const Row& row : objects_)
      if (row[0] != "table") some.push_back(row);
    if (some.empty()) return {};
    const Row& one = rng_.pick(some);
    std::string sql = *one[3];
    const auto replaced = [&](const char* what, const std::string& by) {
      sql = std::regex_replace(sql, std::regex(what), by);
    };
    switch (rng_.below(5)) {
      case 0:
        replaced(" ", "  ");
        break;
      case 1:
        replaced("\\b([ct]\\d+)\\b", "\"$1\"");
        break;
      case 2:
        replaced("never", "rarely");
        replaced(" IS NOT NULL| is not null", " > 'm'");
        break;
      case 3:
        replaced("\\)$", " DESC)");
        replaced("AFTER", "BEFORE");
        break;
      default:
        replaced("CREATE INDEX", "CREATE UNIQUE INDEX");
        replaced("select p.id", "select p.id + 1 as id");
        replaced("SELECT p.id", "SELECT p.id + 1 AS id");
    }
    if (sql == *one[3]) return {};
    return "DROP " + *one[0] + " " + *one[1] + ";\n" + sql + ";";
  }

  // --- The declaration of a table

  /// Changes one element; whether the stored rows can stay as they are.
  bool change(TableText& text) {
    const std::string column = plain_column();
    std::string* element = nullptr;
    for (std::string& one : text.elements)
      if (one == column || one.starts_with(column + " ")) element = &one;
    if (element == nullptr) return true;
    const auto replaced = [&](const char* what, const std::string& by) {
      const std::string before = *element;
      *element = std::regex_replace(*element, std::regex(what), by,
                                    std::regex_constants::format_first_only);
      return *element != before;
    };
    switch (rng_.below(12)) {
      case 0:
        if (!replaced("^\\w+ \\w+", column + (rng_.chance(50) ? " INTEGER" : " TEXT")))
          *element += " BLOB";
        return rng_.chance(50);
      case 1:
        if (!replaced(" DEFAULT '\\w+'", rng_.chance(50) ? "" : " DEFAULT 'hand'"))
          *element += " DEFAULT 'hand'";
        return true;
      case 2:
        if (!replaced(" COLLATE \\w+", rng_.chance(50) ? "" : " COLLATE RTRIM"))
          *element += " COLLATE NOCASE";
        return false;
      case 3:
        if (!replaced(" NOT NULL", "")) *element += " NOT NULL";
        return true;
      case 4:
        if (!replaced("'zz'\\)", "'hand')") && !replaced(" CHECK \\([^)]*\\)", ""))
          *element += " CHECK (" + column + " <> 'hand')";
        return true;
      case 5:
        if (!replaced(" UNIQUE", "")) *element += " UNIQUE";
        return false;
      case 6:
        if (!replaced(" ON DELETE CASCADE", " ON DELETE SET NULL")) *element += " DEFAULT NULL";
        return true;
      case 7:
        std::rotate(text.elements.begin(), text.elements.begin() + 1,
                    text.elements.begin() + static_cast<std::ptrdiff_t>(columns_.size()));
        return false;
      case 8:
        text.tail = text.tail.find("WITHOUT") == std::string::npos ? ") WITHOUT ROWID" : ")";
        return false;
      case 9:
        element = &text.elements[0];
        if (!replaced(" AUTOINCREMENT", "")) *element += " AUTOINCREMENT";
        return false;
      case 10:
        for (std::string& one : text.elements)
          one = std::regex_replace(one, std::regex("lower\\("), "upper(");
        return false;
      default:
        if (!replaced(" NOT NULL", " NOT NULL ON CONFLICT IGNORE"))
          *element += " UNIQUE ON CONFLICT REPLACE";
        return false;
    }
  }

  std::string redeclare() {
    table();
    TableText text(text_);
    const bool keeps_rows = change(text);
    if (text.text() == TableText(text_).text()) return {};
    if (keeps_rows)
      return "PRAGMA writable_schema = ON;\nUPDATE sqlite_master SET sql = " +
             support::quoted(text.text(), '\'') + " WHERE type = 'table' AND name = '" + table_ +
             "';\nPRAGMA writable_schema = RESET;\nREINDEX;";
    std::string sql = "PRAGMA legacy_alter_table = ON;\nALTER TABLE " + table_ +
                      " RENAME TO aside;\n" + text.text() + ";\nINSERT INTO " + table_ + " (";
    std::string list;
    for (const Row& column : columns_) list += (list.empty() ? "" : ", ") + *column[0];
    sql += list + ") SELECT " + list + " FROM aside;\nDROP TABLE aside;\n";
    for (const Row& one : objects_)
      if (one[2] == table_ && (one[0] == "index" || one[0] == "trigger")) sql += *one[3] + ";\n";
    return sql + "PRAGMA legacy_alter_table = OFF;";
  }

  const Database& database_;
  random::Rng& rng_;
  std::string name_;
  std::vector<Row> objects_, columns_;
  std::string table_, text_;
};

bool is_sound(const Database& database) {
  const auto answer = [&](const std::string& sql) {
    return support::query(database.handle(), sql);
  };
  try {
    const auto found = answer("pragma integrity_check");
    return found.size() == 1 && found[0][0] == "ok" && answer("pragma foreign_key_check").empty();
  } catch (const std::runtime_error&) {  // a foreign key that leads nowhere
    return false;
  }
}

}  // namespace

std::string invent_by_hand(const Database& database, random::Rng& rng, int number) {
  const std::string sql = Hand(database, rng, number).invent();
  if (sql.empty()) return {};
  const Database trial;
  support::copy_into(trial, database);
  if (trial.try_run(sql) || !is_sound(trial)) return {};
  // What nobody can use as before is not what people leave behind; but a renamed or dropped
  // relation is.
  for (const Row& view :
       support::query(trial.handle(), "select name from sqlite_master where type = 'view'"))
    if (trial.try_run("select * from " + *view[0])) return {};
  const auto now = dependents::abilities_of(trial);
  for (const std::string& ability : dependents::abilities_of(database)) {
    const std::string relation = ability.substr(ability.find(' ') + 1);
    const bool is_there = std::any_of(now.begin(), now.end(), [&](const std::string& one) {
      return one.ends_with(" " + relation);
    });
    if (is_there && !now.contains(ability)) return {};
  }
  return sql;
}

}  // namespace migc::drift
