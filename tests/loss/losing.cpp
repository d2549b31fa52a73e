#include "tests/loss/losing.hpp"

#include <algorithm>
#include <utility>

#include "tests/support/database.hpp"

namespace migc::loss_test {
namespace {

struct Column {
  std::string name, type;
};
struct Table {
  std::string name;
  std::vector<Column> columns;  ///< The first is the key, if `keyed`.
  bool keyed = true;
};

/// Keeps what the tables are like, and says statements that could be meant for them.
class Inventor {
 public:
  explicit Inventor(random::Rng& rng) : rng_(rng) {}

  Losing invent() {
    for (std::size_t count = 2 + rng_.below(2); count > 0; --count) add_table();
    const std::size_t wanted = 2 + rng_.below(5);
    while (made_.statements.size() < wanted && !tables_.empty()) change();
    return std::move(made_);
  }

 private:
  void say(std::string statement, bool replaces = false) {
    made_.statements.push_back(std::move(statement) + ";");
    made_.replaces_values.push_back(replaces);
  }

  std::string new_name(const std::string& stem) {
    const std::string name = stem + std::to_string(++names_);
    return rng_.chance(15) ? support::quoted(name + " x") : name;
  }

  std::string value(const std::string& type) {
    if (rng_.chance(20)) return "null";
    const std::string number = std::to_string(1000 + ++values_);
    if (type == "integer") return number;
    if (rng_.chance(25)) return "'00" + number + "'";
    return rng_.chance(30) ? "'" + number + "'" : "'m" + number + "'";
  }

  void add_table() {
    Table table{new_name("t"), {}, rng_.chance(75)};
    if (table.keyed) table.columns.push_back({"id", "integer"});
    for (std::size_t count = 2 + rng_.below(3); count > 0; --count)
      table.columns.push_back({new_name("c"), type()});
    made_.schema += "create table " + table.name + " (" + declared(table) + ");\n";
    for (std::size_t count = rng_.below(4); count > 0; --count) {
      std::string row;
      for (const Column& column : table.columns)
        row += (row.empty() ? "" : ", ") + (table.keyed && &column == &table.columns.front()
                                                ? std::to_string(9000 + ++values_)
                                                : value(column.type));
      made_.rows += "insert into " + table.name + " values (" + row + ");\n";
    }
    tables_.push_back(std::move(table));
  }

  std::string type() {
    return rng_.pick(
        std::vector<std::string>{"text", "text", "varchar(10)", "integer", "blob", "any"});
  }

  static std::string declared(const Table& table) {
    std::string list;
    for (const Column& column : table.columns)
      list += (list.empty() ? "" : ", ") + column.name + " " + column.type +
              (table.keyed && &column == &table.columns.front() ? " primary key" : "");
    return list;
  }

  static std::string names_of(const std::vector<Column>& columns) {
    std::string list;
    for (const Column& column : columns) list += (list.empty() ? "" : ", ") + column.name;
    return list;
  }

  Table& some_table() { return tables_[rng_.below(tables_.size())]; }
  /// Any but the key.
  std::size_t some_column(const Table& table) {
    const std::size_t first = table.keyed ? 1 : 0;
    return first + rng_.below(table.columns.size() - first);
  }
  [[nodiscard]] static bool can_spare(const Table& table) { return table.columns.size() > 2; }

  std::string some_rows() {
    switch (rng_.below(6)) {
      case 0:
        return " limit 1";
      case 1:
        return " where 0";
      case 2:
        return " where rowid % 2";
      default:
        return "";
    }
  }

  void change() {
    Table& table = some_table();
    switch (rng_.below(15)) {
      case 0: {
        const std::string name = new_name("t");
        say("alter table " + table.name + " rename to " + name);
        table.name = name;
        return;
      }
      case 1: {
        Column& column = table.columns[some_column(table)];
        const std::string name = new_name("c");
        say("alter table " + table.name + " rename column " + column.name + " to " + name);
        column.name = name;
        return;
      }
      case 2:
      case 3:
        return drop_column(table);
      case 4:
        return drop_table(table);
      case 5:
        return add_column(table);
      case 6:
        return copy_beside(table);
      case 7:
        return set_type(table);
      case 8:
        return copy_table(table, false);
      case 9:
        return copy_table(table, true);
      case 10:
        return rebuild(table);
      case 11:
        return look_up(table);
      case 12:
        say("alter table " + table.name + " alter column " +
            table.columns[some_column(table)].name + " set as (upper(" + table.columns.back().name +
            "))");
        table.columns.clear();  // what a generated column can take part in is not followed
        return forget(table);
      case 13:
        return say("alter table " + table.name + " alter column " +
                   table.columns[some_column(table)].name + " set default 'none'");
      default:
        say("delete from " + table.name + (rng_.chance(50) ? " where rowid % 2" : " where 0"),
            true);
    }
  }

  void forget(const Table& table) { tables_.erase(tables_.begin() + (&table - tables_.data())); }

  void drop_column(Table& table) {
    if (!can_spare(table)) return;
    const std::size_t at = some_column(table);
    const Column column = table.columns[at];
    table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(at));
    const std::string drop = "alter table " + table.name + " drop column " + column.name;
    if (!rng_.chance(15)) return say(drop);
    say(drop + ", add column " + column.name + " " + column.type);
    table.columns.push_back(column);
  }

  void drop_table(Table& table) {
    if (tables_.size() < 2) return;
    say("drop table " + table.name);
    forget(table);
  }

  void add_column(Table& table) {
    table.columns.push_back({new_name("c"), type()});
    say("alter table " + table.name + " add column " + table.columns.back().name + " " +
        table.columns.back().type + (rng_.chance(20) ? " default 'none'" : ""));
  }

  void copy_beside(Table& table) {
    const std::size_t from = some_column(table);
    if (rng_.chance(70)) add_column(table);
    const std::size_t to = rng_.chance(70) ? table.columns.size() - 1 : some_column(table);
    if (from == to) return;
    const std::string source = table.columns[from].name;
    const std::string value = rng_.chance(15) ? "upper(" + source + ")" : source;
    say("update " + table.name + " set " + table.columns[to].name + " = " + value +
            (rng_.chance(25) ? " where rowid % 2" : ""),
        true);
    if (rng_.chance(50) && can_spare(table)) {
      say("alter table " + table.name + " drop column " + source);
      table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(from));
    }
  }

  void set_type(Table& table) {
    Column& column = table.columns[some_column(table)];
    column.type = type();
    say("alter table " + table.name + " alter column " + column.name + " type " + column.type);
  }

  void copy_table(Table& table, bool as) {
    Table copy{new_name("t"), table.columns, !as && table.keyed};
    std::vector<Column> from = table.columns;
    if (rng_.chance(30) && can_spare(table)) {
      const std::size_t gone = some_column(table);
      from.erase(from.begin() + static_cast<std::ptrdiff_t>(gone));
      copy.columns = from;
    }
    const bool star = rng_.chance(30) && from.size() == table.columns.size();
    const std::string query = std::string("select ") + (rng_.chance(10) ? "distinct " : "") +
                              (star ? "*" : names_of(from)) + " from " + table.name + some_rows();
    if (as) {
      say("create table " + copy.name + " as " + query);
    } else {
      if (rng_.chance(30)) copy.columns.back().type = type();
      say("create table " + copy.name + " (" + declared(copy) + ")");
      say("insert into " + copy.name + " " + query);
    }
    const std::string old = table.name;
    if (rng_.chance(60)) {
      // What has been there in the meantime is no copy any more.
      if (rng_.chance(20)) say("delete from " + copy.name + " where rowid % 2", true);
      say("drop table " + old);
      forget(table);
    }
    tables_.push_back(std::move(copy));
  }

  void rebuild(Table& table) {
    const std::string name = table.name, aside = new_name("old");
    std::vector<Column> kept = table.columns;
    if (rng_.chance(25) && can_spare(table))
      kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(some_column(table)));
    say("alter table " + name + " rename to " + aside);
    table.columns = kept;
    if (rng_.chance(30)) table.columns.back().type = type();
    say("create table " + name + " (" + declared(table) + ")");
    say("insert into " + name + " (" + names_of(kept) + ") select " + names_of(kept) + " from " +
        aside + some_rows());
    say("drop table " + aside);
  }

  /// A value of one table becomes one of another, by a match of rows.
  void look_up(Table& table) {
    Table& other = some_table();
    if (&other == &table || !table.keyed || !other.keyed) return;
    const std::string source = table.columns[some_column(table)].name;
    add_column(other);
    say("update " + other.name + " set " + other.columns.back().name + " = (select " + source +
            " from " + table.name + " where " + table.name + ".id = " + other.name + ".id" +
            (rng_.chance(50) ? "" : " + 1") + ")",
        true);
    if (!can_spare(table)) return;
    say("alter table " + table.name + " drop column " + source);
    std::erase_if(table.columns, [&](const Column& column) { return column.name == source; });
  }

  random::Rng& rng_;
  Losing made_;
  std::vector<Table> tables_;
  int names_ = 0, values_ = 0;
};

}  // namespace

Losing invent_losing(random::Rng& rng) { return Inventor(rng).invent(); }

}  // namespace migc::loss_test
