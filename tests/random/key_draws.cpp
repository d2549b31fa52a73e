#include <algorithm>

#include "tests/random/draws.hpp"
#include "tests/random/invent.hpp"

/// Keys, names that change places, and what both ends of a foreign key have to be together.
namespace migc::random {
namespace {

using Result = std::optional<Change>;
using Kind = Constraint::Kind;

std::vector<int> key_of(const Table& table) {
  for (const Column& column : table.columns)
    if (column.primary) return {column.id};
  for (const Constraint& constraint : table.constraints)
    if (constraint.kind == Kind::primary) return constraint.columns;
  return {};
}

void drop_key(Table& table) {
  for (Column& column : table.columns) column.primary = column.autoincrement = false;
  std::erase_if(table.constraints,
                [](const Constraint& constraint) { return constraint.kind == Kind::primary; });
}

/// Whether the key may go: nothing refers to it, and the revision has found it so.
bool may_lose_key(const Draw& draw, const Table& table) {
  const std::vector<int> key = key_of(table);
  if (key.empty() || table.columns[0].autoincrement || is_target(draw.model, key) ||
      is_indexed_as_text(draw.model, table.id))
    return false;
  return std::any_of(draw.begin.tables.begin(), draw.begin.tables.end(), [&](const Table& old) {
    return old.id == table.id && key_of(old) == key && old.without_rowid == table.without_rowid;
  });
}

Result change_key(const Draw& draw) {
  const Table& table = draw.some_table();
  if (!may_lose_key(draw, table)) return {};
  Change change = action(draw, table, {});
  Constraint key{.kind = Kind::primary};
  for (std::size_t i = 1 + draw.rng.below(2); i > 0; --i)
    if (const Column* column = some_column(draw.rng, table);
        column != nullptr && std::count(key.columns.begin(), key.columns.end(), column->id) == 0)
      key.columns.push_back(column->id);
  if (key.columns.empty()) return {};
  key.name = invent_constraint_name(draw.rng, change.after);
  Table& after = change.after.table(table.id);
  drop_key(after);
  after.constraints.push_back(key);
  change.text = "drop primary key, add " + print(draw.model, key);
  return change;
}

/// The rows keep their rowids as the key.
Result add_key_column(const Draw& draw) {
  const Table& table = draw.some_table();
  if (!key_of(table).empty() || is_indexed_as_text(draw.model, table.id)) return {};
  Change change = action(draw, table, {});
  Column id{.id = change.after.next_id++, .name = {}, .type = "integer", .primary = true};
  id.name = invent_name(draw.rng, change.after, "key");
  draw.settled.insert(id.id);
  auto& columns = change.after.table(table.id).columns;
  const bool first = draw.rng.chance(40);
  columns.insert(first ? columns.begin() : columns.end(), id);
  change.text = "add column " + print(change.after, id) + (first ? " first" : "");
  return change;
}

Result drop_key_column(const Draw& draw) {
  const Table& table = draw.some_table();
  const std::vector<int> key = key_of(table);
  if (!may_lose_key(draw, table) || key.size() != 1 || table.without_rowid ||
      table.columns.size() < 3 || draw.settled.contains(key[0]))
    return {};
  Change change = action(draw, table, {});
  Table& after = change.after.table(table.id);
  drop_key(after);
  if (is_used(change.after, key[0])) return {};
  std::erase_if(after.columns, [&](const Column& column) { return column.id == key[0]; });
  if (std::all_of(after.columns.begin(), after.columns.end(),
                  [](const Column& column) { return column.generated.has_value(); }))
    return {};
  change.text = "drop primary key, drop column " + name_text(table.find(key[0])->name);
  return change;
}

/// Every row gets a value of its own.
Result fill_column(const Draw& draw) {
  const Table& table = draw.some_table();
  const Column* source = some_column(draw.rng, table);
  if (source == nullptr || draw.settled.contains(source->id)) return {};
  Change change = action(draw, table, {});
  Column column{.id = change.after.next_id++, .name = {}, .type = table.strict ? "any" : "text"};
  column.name = invent_name(draw.rng, change.after, "f");
  column.not_null = draw.rng.chance(70);
  column.unique = draw.rng.chance(15);
  draw.settled.insert(column.id);
  const auto filled = [&](const std::string& name) {
    return "coalesce(" + name + " || '-f', 'none')";
  };
  change.values[column.id] = filled(support::quoted(source->name));
  change.text = "add column " + print(change.after, column) + (column.not_null ? "" : " null") +
                " fill " + filled(name_text(source->name));
  change.after.table(table.id).columns.push_back(column);
  return change;
}

Result swap_columns(const Draw& draw) {
  const Table& table = draw.some_table();
  const Column &a = draw.rng.pick(table.columns), &b = draw.rng.pick(table.columns);
  if (a.id == b.id || is_indexed_as_text(draw.model, table.id)) return {};
  const std::string x = name_text(a.name), y = name_text(b.name);
  Change change = action(draw, table,
                         "rename column " + x + " to aside, rename column " + y + " to " + x +
                             ", rename column aside to " + y);
  Table& after = change.after.table(table.id);
  std::swap(after.find(a.id)->name, after.find(b.id)->name);
  return change;
}

Result swap_tables(const Draw& draw) {
  const Table &a = draw.some_table(), &b = draw.some_table();
  if (a.id == b.id || is_indexed_as_text(draw.model, a.id) || is_indexed_as_text(draw.model, b.id))
    return {};
  const std::string x = name_text(a.name), y = name_text(b.name);
  Change change{.after = draw.model, .text = {}};
  change.text = "alter table " + x + " rename to aside;\n  alter table " + y + " rename to " + x +
                ";\n  alter table aside rename to " + y;
  std::swap(change.after.table(a.id).name, change.after.table(b.id).name);
  return change;
}

/// Another type for a foreign key's column and for what it refers to.
Result change_both_ends(const Draw& draw) {
  const Table& child = draw.some_table();
  for (const Constraint& key : child.constraints) {
    if (key.kind != Kind::foreign || key.target == child.id) continue;
    const Table& parent = draw.model.table(key.target);
    const Column& from = *child.find(key.columns[0]);
    const Column& to = *parent.find(key.target_columns[0]);
    if (child.strict || parent.strict || to.autoincrement || to.type == "integer" || from.primary ||
        draw.settled.contains(from.id) || draw.settled.contains(to.id))
      continue;
    const std::string type = draw.rng.chance(50) ? "int" : "varchar(30)";
    draw.settled.insert({from.id, to.id});
    Change change{.after = draw.model, .text = {}};
    change.after.table(child.id).find(from.id)->type = type;
    change.after.table(parent.id).find(to.id)->type = type;
    const auto alter = [&](const Table& table, const Column& column) {
      return "alter table " + name_text(table.name) + " alter column " + name_text(column.name) +
             " type " + type;
    };
    change.text = alter(parent, to) + ";\n  " + alter(child, from);
    return change;
  }
  return {};
}

}  // namespace

const std::array<Drawing, 7> key_draws = {change_key,      add_key_column, drop_key_column,
                                          fill_column,     swap_columns,   swap_tables,
                                          change_both_ends};

}  // namespace migc::random
