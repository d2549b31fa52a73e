#include "tests/drift/invent.hpp"

#include <algorithm>

#include "tests/drift/invented.hpp"

namespace migc::drift {

namespace {

const std::vector<std::string> types = {"text", "integer", "varchar(20)", "", "real", "numeric"};

class Invent {
 public:
  explicit Invent(random::Rng& rng) : rng_(rng) {}

  History invent() {
    history_.revisions.emplace_back();
    for (std::size_t count = 3 + rng_.below(2); count > 0; --count) table();
    for (std::size_t count = rng_.below(4); count > 0; --count) index();
    for (std::size_t count = rng_.below(3); count > 0; --count) view();
    for (std::size_t count = rng_.below(3); count > 0; --count) trigger();
    for (std::size_t count = 1 + rng_.below(2); count > 0; --count) {
      history_.revisions.emplace_back();
      for (std::size_t steps = 1 + rng_.below(2); steps > 0; --steps) change();
      if (now().text.empty()) add_column(any_table(), "");
    }
    return std::move(history_);
  }

 private:
  Revision& now() { return history_.revisions.back(); }
  void say(const std::string& statement) { now().text += "  " + statement + ";\n"; }
  std::string fresh(const std::string& kind) { return kind + std::to_string(++names_); }
  Table& any_table() { return tables_[rng_.below(tables_.size())]; }
  Column& any_column(Table& table) { return table.columns[rng_.below(table.columns.size())]; }
  /// A column that can be dropped or changed; null without.
  Column* free_column(Table& table) {
    for (int tries = 0; tries < 6; ++tries)
      if (Column& one = any_column(table); one.free && one.plain) return &one;
    return nullptr;
  }
  static std::string list(const Table& table) {
    std::string names = "id";
    for (const Column& column : table.columns) names += ", " + column.name;
    return names;
  }

  std::string column(Table& table) {
    Column made{fresh("c"), true, true};
    std::string text = made.name + " " + rng_.pick(types);
    if (rng_.chance(25)) text += " not null default 'd'";
    if (rng_.chance(15)) text += " collate nocase";
    if (rng_.chance(10)) text += " check (" + made.name + " <> 'zz')";
    if (rng_.chance(10)) {
      text += " unique";
      made.plain = false;
    }
    table.columns.push_back(std::move(made));
    return text;
  }

  void table() {
    Table table{fresh("t"), {}};
    std::string text = "create table " + table.name + " (id integer primary key";
    const bool without_rowid = rng_.chance(20);
    if (!without_rowid && rng_.chance(15)) text += " autoincrement";
    for (std::size_t count = 2 + rng_.below(3); count > 0; --count) text += ", " + column(table);
    const std::vector<Column> plain = table.columns;
    if (rng_.chance(25)) {
      table.columns[0].free = false;
      text += ", " + fresh("g") + " text as (lower(" + plain[0].name + "))" +
              (rng_.chance(50) ? " stored" : "");
    }
    if (!tables_.empty() && rng_.chance(45)) {
      Table& parent = any_table();
      parent.is_parent = true;
      const std::string name = fresh("c");
      table.columns.push_back({name, false, false});
      text += ", " + name + " integer references " + parent.name + " (id)" +
              (rng_.chance(50) ? " on delete cascade" : "");
    }
    if (rng_.chance(20)) {
      text += ", check (length(" + table.columns[1].name + ") < 90)";
      table.columns[1].free = false;
    }
    say(text + ")" + (without_rowid ? " without rowid" : ""));
    rows(table);
    tables_.push_back(std::move(table));
  }

  void rows(const Table& table) {
    for (int id = 1; id <= 3; ++id) {
      std::string values = std::to_string(id);
      for (const Column& column : table.columns)
        values += ", " + (column.name == table.columns.back().name && !column.free && !column.plain
                              ? std::to_string(id)
                          : rng_.chance(50) ? "'00" + std::to_string(++values_) + "'"
                                            : "'v" + std::to_string(++values_) + "'");
      history_.rows +=
          "INSERT INTO " + table.name + " (" + list(table) + ") VALUES (" + values + ");\n";
    }
  }

  void index() {
    Table& on = any_table();
    Column& column = any_column(on);
    column.free = false;
    const std::string name = fresh("ix");
    say("create " + std::string(rng_.chance(30) ? "unique " : "") + "index " + name + " on " +
        on.name + " (" + column.name + (rng_.chance(20) ? " desc" : "") + ")" +
        (rng_.chance(20) ? " where " + column.name + " is not null" : ""));
    indexes_.push_back({name, {on.name}});
    touch({name, on.name});
  }

  void view() {
    Table &a = any_table(), &b = any_table();
    Column &one = any_column(a), &other = any_column(b);
    one.free = other.free = false;
    a.is_read = b.is_read = true;
    const std::string name = fresh("v");
    say("create view " + name + " as select p.id, p." + one.name +
        (rng_.chance(50) ? " as " + fresh("o") : "") + " from " + a.name + " p" +
        (rng_.chance(50)
             ? " join " + b.name + " q on q.id = p.id where q." + other.name + " is not null"
             : ""));
    views_.push_back({name, {a.name, b.name}});
    touch({name});
  }

  void trigger() {
    Table &on = any_table(), &to = any_table();
    Column &one = any_column(on), &other = any_column(to);
    one.free = other.free = false;
    on.is_read = to.is_read = true;
    const std::string name = fresh("tr");
    say("create trigger " + name + " after " + rng_.pick(events_) + " on " + on.name +
        " when new." + one.name + " = 'never' begin update " + to.name + " set " + other.name +
        " = new." + one.name + " where id = new.id; end");
    triggers_.push_back({name, {on.name, to.name}});
    touch({name});
  }

  // --- Later revisions

  void touch(const std::set<std::string>& names) {
    now().effect.touched.insert(names.begin(), names.end());
  }
  void alter(const Table& table, const std::string& what) {
    touch({table.name});
    say("alter table " + table.name + " " + what);
  }

  void add_column(Table& table, const std::string& where) {
    alter(table, "add column " + column(table) + where);
    now().effect.added.insert(table.columns.back().name);
    table.columns.back().plain = false;
    now().effect.adds_first |= !where.empty();
  }

  bool is_new(const std::string& name) { return now().effect.added.contains(name); }

  void rename_table(Table& table) {
    const std::string to = fresh("t");
    // Names before the revision: a second rename would go from there.
    if (is_new(table.name) || renamed_now(table.name)) return;
    alter(table, "rename to " + to);
    now().effect.renamed[table.name] = to;
    touch({to});
    for (auto* objects : {&indexes_, &views_, &triggers_})
      for (Object& one : *objects)
        if (one.tables.erase(table.name) > 0) one.tables.insert(to);
    table.name = to;
  }
  bool renamed_now(const std::string& name) {
    return std::any_of(now().effect.renamed.begin(), now().effect.renamed.end(),
                       [&](const auto& one) { return one.second == name; });
  }

  void rename_column(Table& table) {
    Column& column = any_column(table);
    if (is_new(column.name) || renamed_now(column.name)) return;
    const std::string to = fresh("c");
    alter(table, "rename column " + column.name + " to " + to);
    now().effect.renamed[column.name] = to;
    column.name = to;
  }

  void drop_column(Table& table) {
    Column* column = free_column(table);
    if (column == nullptr || table.columns.size() < 3 || is_new(column->name) ||
        renamed_now(column->name))
      return;
    alter(table, "drop column " + column->name);
    now().effect.dropped.insert(column->name);
    table.columns.erase(table.columns.begin() + (column - table.columns.data()));
  }

  void drop_table(Table& table) {
    if (table.is_parent || table.is_read || tables_.size() < 3 || is_new(table.name) ||
        renamed_now(table.name))
      return;
    for (const Column& column : table.columns)
      if (is_new(column.name) || renamed_now(column.name)) return;
    touch({table.name});
    say("drop table " + table.name);
    now().effect.dropped.insert(table.name);
    std::erase_if(indexes_, [&](const Object& one) { return one.tables.contains(table.name); });
    tables_.erase(tables_.begin() + (&table - tables_.data()));
  }

  void alter_column(Table& table) {
    Column* column = free_column(table);
    if (column == nullptr || is_new(column->name) || renamed_now(column->name)) return;
    static const std::vector<std::string> ways = {
        "type varchar(90)", "type text",          "type integer",          "set default 'e'",
        "drop default",     "set collate nocase", "set not null fill 'f'", "drop not null"};
    const std::string way = rng_.pick(ways);
    alter(table, "alter column " + column->name + " " + way);
    if (way.find("default") == std::string::npos) now().effect.converted.insert(column->name);
  }

  void new_table() {
    Table table{fresh("t"), {}};
    now().effect.added.insert(table.name);
    touch({table.name});
    std::string text = "create table " + table.name + " (id integer primary key, " + column(table);
    text += ", " + column(table);
    for (const Column& column : table.columns) now().effect.added.insert(column.name);
    say(text + ")");
    tables_.push_back(std::move(table));
  }

  void drop_one(std::vector<Object>& objects, const std::string& kind) {
    if (objects.empty()) return;
    const std::size_t at = rng_.below(objects.size());
    const Object one = objects[at];
    if (is_new(one.name)) return;
    touch({one.name});
    touch(one.tables);
    now().effect.dropped.insert(one.name);
    say("drop " + kind + " " + one.name);
    objects.erase(objects.begin() + static_cast<std::ptrdiff_t>(at));
  }

  void change() {
    Table& table = any_table();
    switch (rng_.below(18)) {
      case 0:
      case 1:
        return add_column(table, "");
      case 2:
      case 3:
        return add_column(table, " first");
      case 4:
      case 5:
        return rename_table(table);
      case 6:
      case 7:
        return rename_column(table);
      case 8:
      case 9:
        return drop_column(table);
      case 10:
        return drop_table(table);
      case 11:
      case 12:
        return alter_column(table);
      case 13:
        return alter(table, "add constraint " + fresh("k") + " check (id > 0)");
      case 14:
        return new_table();
      case 15:
        index();
        now().effect.added.insert(indexes_.back().name);
        return;
      case 16:
        return rng_.chance(50) ? drop_one(views_, "view") : drop_one(triggers_, "trigger");
      default:
        return drop_one(indexes_, "index");
    }
  }

  random::Rng& rng_;
  History history_;
  std::vector<Table> tables_;
  std::vector<Object> indexes_, views_, triggers_;
  const std::vector<std::string> events_ = {"insert", "update"};
  int names_ = 0, values_ = 0;
};

}  // namespace

History invent(random::Rng& rng) { return Invent(rng).invent(); }

}  // namespace migc::drift
