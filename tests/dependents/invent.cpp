#include "tests/dependents/invent.hpp"

#include <algorithm>

#include "tests/support/database.hpp"

namespace migc::dependents {
namespace {

using support::quoted;

const std::vector<std::string> column_names = {"a", "b", "c", "kind", "odd name", "n"};
const std::vector<std::string> types = {"text", "integer", "varchar(20)", "", "real"};

class Invent {
 public:
  explicit Invent(random::Rng& rng) : rng_(rng) {}

  Case invent() {
    for (int number = 0; number < 3; ++number) table(number);
    indexes();
    if (rng_.chance(25)) full_text();
    for (int number = 0, count = 1 + pick_number(4); number < count; ++number) view(number);
    for (int number = 0, count = pick_number(4); number < count; ++number) trigger(number);
    for (int count = 1 + pick_number(3); count > 0; --count) change();
    return std::move(case_);
  }

 private:
  int pick_number(int below) {
    return static_cast<int>(rng_.below(static_cast<std::size_t>(below)));
  }
  const Table& any_table() { return rng_.pick(case_.tables); }
  std::string any_column(const Table& table) { return rng_.pick(table.columns).name; }
  std::string plain_column(const Table& table) {
    return table.columns[1 + rng_.below(table.columns.size() - 1)].name;
  }
  /// A name as authors write it: often in quotes where it needs none.
  std::string written(const std::string& name) {
    return name.find(' ') != std::string::npos || rng_.chance(20) ? quoted(name) : name;
  }
  void say(const std::string& statement) { case_.create += "  " + statement + ";\n"; }

  void table(int number) {
    Table table{"t" + std::to_string(number), {{"id", true}}};
    std::vector<std::string> names = column_names;
    rng_.shuffle(names);
    names.resize(2 + rng_.below(3));
    std::string text = "create table " + table.name + " (id integer primary key";
    std::string columns = "id", first = "1", second = "2";
    for (const std::string& name : names) {
      table.columns.push_back({name});
      text += ", " + written(name) + " " + rng_.pick(types);
      columns += ", " + quoted(name);
      first += rng_.chance(30) ? ", NULL" : ", 'x'";
      second += ", " + std::to_string(10 * number + static_cast<int>(table.columns.size()));
    }
    if (number > 0 && rng_.chance(40))
      text += ", foreign key (" + written(names[0]) + ") references t0 (id)";
    if (rng_.chance(40))
      text += ", constraint uq" + std::to_string(number) + " unique (" + written(names[1]) + ")";
    if (rng_.chance(25)) text += ", check (" + written(names[0]) + " <> 'zz')";
    say(text + ")");
    case_.insert += "INSERT OR IGNORE INTO " + table.name + " (" + columns + ") VALUES (" + first +
                    "), (" + second + ");\n";
    case_.tables.push_back(std::move(table));
  }

  void indexes() {
    for (int number = 0, count = pick_number(3); number < count; ++number) {
      const Table& table = any_table();
      say(std::string("create ") + (rng_.chance(30) ? "unique " : "") + "index ix" +
          std::to_string(number) + " on " + table.name + " (" + written(plain_column(table)) + ")");
      index_of_[number] = table.name;
    }
  }

  void full_text() {
    const Table& table = any_table();
    const std::string column = plain_column(table);
    if (column.find(' ') != std::string::npos) return;
    say("create virtual table f using fts5 (" + column + ", content='" + table.name +
        "', content_rowid='id')");
    case_.insert += "INSERT INTO f (f) VALUES ('rebuild');\n";
  }

  std::string relation() {
    return views_.empty() || rng_.chance(60) ? any_table().name : rng_.pick(views_);
  }

  std::string query() {
    const Table &x = any_table(), &y = any_table();
    const std::string a = written(plain_column(x)), b = written(plain_column(y));
    switch (rng_.below(11)) {
      case 0:
        return "select * from " + relation();
      case 1:
        return "select " + a + " from " + x.name;
      case 2:
        return "select p." + a + ", q." + b + " as other from " + x.name + " p, " + y.name +
               " q where p.id = q.id";
      case 3:
        return "select " + a + " from " + x.name + " where exists (select 1 from " + y.name +
               " where " + b + " = " + a + ")";
      case 4:
        return "select * from " + x.name + " natural join " + y.name;
      case 5:
        return "select id, " + a + " from " + x.name + " union all select id, " + b + " from " +
               y.name;
      case 6:
        return "with w as (select id, " + a + " as z from " + x.name + ") select * from w join " +
               y.name + " on w.id = " + y.name + ".id";
      case 7:
        return "select rowid as r, " + a + " from " + x.name;
      case 8:
        return "select count(*) as many, max(" + a + ") as most from " + x.name + " group by " + a;
      case 9:
        return "select s.* from (select * from " + x.name + ") s";
      default:
        return "select * from " + relation() + " where id > 0";
    }
  }

  void view(int number) {
    const std::string name = "v" + std::to_string(number);
    say("create view " + name + " as " + query());
    views_.push_back(name);
  }

  std::string body(const Table& from) {
    const Table& to = any_table();
    const std::string value = "new." + written(any_column(from));
    switch (rng_.below(5)) {
      case 0:
        return "insert into " + to.name + " (" + written(plain_column(to)) + ") values (" + value +
               ")";
      case 1:
        return "update " + to.name + " set " + written(plain_column(to)) + " = " + value +
               " where id = new.id";
      case 2:
        return "insert into " + to.name + " select * from " + to.name + " where id < 0";
      case 3:
        return "insert into " + to.name + " (id, " + written(plain_column(to)) +
               ") values (new.id, " + value + ") on conflict (id) do update set " +
               written(plain_column(to)) + " = excluded." + written(plain_column(to));
      default:
        return "delete from " + to.name + " where id = -1 and " + written(plain_column(to)) +
               " = " + value;
    }
  }

  void trigger(int number) {
    const Table& on = any_table();
    say("create trigger tr" + std::to_string(number) + " after " +
        (rng_.chance(50) ? "insert" : "update") + " on " + on.name + " begin " + body(on) +
        "; end");
  }

  // --- The change
  // ----------------------------------------------------------------------------------

  void alter(const Table& table, const std::string& what) {
    case_.change += "  alter table " + now(table.name) + " " + what + ";\n";
  }
  std::string now(const std::string& relation) const {
    const auto renamed = case_.renamed_relations.find(relation);
    return renamed == case_.renamed_relations.end() ? relation : renamed->second;
  }

  /// A column that no step before has touched.
  std::string fresh_column(const Table& table) {
    for (int tries = 0; tries < 8; ++tries)
      if (const std::string name = plain_column(table);
          case_.renamed_columns.count(table.name + "." + name) == 0)
        return name;
    return {};
  }

  void change() {
    const Table& table = any_table();
    if (now(table.name).empty()) return;
    const std::string column = fresh_column(table);
    const std::string named = column.empty() ? "" : written(column);
    const std::string other = rng_.pick(column_names);
    switch (rng_.below(column.empty() ? 4 : 12)) {
      case 0:
        return alter(table, "add column " + written(other) + " text");
      case 1:
        if (case_.renamed_relations.count(table.name) > 0) return;
        case_.change += "  alter table " + table.name + " rename to r_" + table.name + ";\n";
        case_.renamed_relations[table.name] = "r_" + table.name;
        return;
      case 2:
        return alter(table, "add column " + written(other) + " text first");
      case 3:
        case_.change += "  drop index ix" + std::to_string(pick_number(2)) + ";\n";
        return;
      case 4:
      case 5:
      case 6:
        case_.renamed_columns[table.name + "." + column] = other;
        return alter(table, "rename column " + named + " to " + written(other));
      case 7:
      case 8:
        case_.change += "  allow data_loss 'it may go';\n";
        case_.renamed_columns[table.name + "." + column] = "";
        return alter(table, "drop column " + named);
      case 9:
        return alter(table, "alter column " + named + " type varchar(30)");
      case 10:
        return alter(table, "add constraint ck_new check (" + named + " is not 'zzz')");
      default:
        return alter(table, "drop constraint uq" + std::string(1, table.name.back()));
    }
  }

  random::Rng& rng_;
  Case case_;
  std::vector<std::string> views_;
  std::map<int, std::string> index_of_;
};

}  // namespace

Case invent(random::Rng& rng) { return Invent(rng).invent(); }

}  // namespace migc::dependents
