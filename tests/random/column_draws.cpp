#include <algorithm>

#include "tests/random/draws.hpp"
#include "tests/random/invent.hpp"

namespace migc::random {
namespace {

using Result = std::optional<Change>;

std::string of(const Column& column) { return "alter column " + name_text(column.name) + " "; }

/// An ordinary column that no key makes special, in a table of its own.
struct Found {
  const Table& table;
  const Column& column;

  [[nodiscard]] Change action(const Draw& draw, const std::string& text) const {
    return random::action(draw, table, of(column) + text);
  }
  [[nodiscard]] Column& in(Change& change) const {
    return *change.after.table(table.id).find(column.id);
  }
};

std::optional<Found> find(const Draw& draw) {
  const Table& table = draw.some_table();
  const Column* column = some_column(draw.rng, table);
  if (column == nullptr || column->primary) return {};
  for (const Constraint& constraint : table.constraints)
    if (constraint.kind == Constraint::Kind::primary &&
        std::count(constraint.columns.begin(), constraint.columns.end(), column->id) != 0)
      return {};
  return Found{table, *column};
}

Result add_column(const Draw& draw) {
  const Table& table = draw.some_table();
  Change change = action(draw, table, {});
  Column column = invent_column(draw.rng, change.after, table);
  auto& columns = change.after.table(table.id).columns;
  std::size_t place = columns.size();
  std::string where;
  if (draw.rng.chance(15)) {
    place = draw.rng.below(columns.size() + 1);
    where = place == 0 ? " first" : " after " + name_text(columns[place - 1].name);
  }
  columns.insert(columns.begin() + static_cast<std::ptrdiff_t>(place), column);
  draw.settled.insert(column.id);
  change.text = "add column " + print(change.after, column) + where;
  return change;
}

Result drop_column(const Draw& draw) {
  const auto found = find(draw);
  if (!found || is_used(draw.model, found->column.id) || found->table.columns.size() < 3 ||
      draw.settled.contains(found->column.id))
    return {};
  Change change = action(draw, found->table, "drop column " + name_text(found->column.name));
  std::erase_if(change.after.table(found->table.id).columns,
                [&](const Column& column) { return column.id == found->column.id; });
  return change;
}

Result drop_generated_column(const Draw& draw) {
  const Table& table = draw.some_table();
  const Column& column = draw.rng.pick(table.columns);
  if (!column.generated || is_used(draw.model, column.id) || draw.settled.contains(column.id))
    return {};
  Change change = action(draw, table, "drop column " + name_text(column.name));
  std::erase_if(change.after.table(table.id).columns,
                [&](const Column& other) { return other.id == column.id; });
  return change;
}

Result rename_column(const Draw& draw) {
  const Table& table = draw.some_table();
  const Column& column = draw.rng.pick(table.columns);
  if (is_indexed_as_text(draw.model, column.id)) return {};
  Change change = action(draw, table, {});
  const std::string name = invent_other_name(draw.rng, change.after, "c", column.name);
  change.text = "rename column " + name_text(column.name) + " to " + name_text(name);
  change.after.table(table.id).find(column.id)->name = name;
  return change;
}

/// Whether a strict column of the new type can hold what was drawn as a default for the old one.
bool keeps_default(const std::string& from, const std::string& to) {
  const auto is_integer = [](const std::string& type) {
    return type == "int" || type == "integer";
  };
  return to == from || to == "any" || (is_integer(from) && (is_integer(to) || to == "real"));
}

/// Gives a column another default, or none, in the same statement.
void replace_default(const Draw& draw, const Found& found, Change& change) {
  Column& after = found.in(change);
  after.default_value.reset();
  if (draw.rng.chance(60)) after.default_value = invent_literal(draw.rng, after.type);
  change.text += ", " + of(after) +
                 (after.default_value ? "set default " + *after.default_value : "drop default");
}

Result set_type(const Draw& draw) {
  const auto found = find(draw);
  if (!found || !draw.settled.insert(found->column.id).second) return {};
  const std::string type = invent_type(draw.rng, found->table.strict);
  if (type.empty()) return {};
  Change change = found->action(draw, "type " + type);
  found->in(change).type = type;
  if (draw.rng.chance(20)) {
    const std::string name = name_text(found->column.name);
    const std::string conversion = "coalesce(" + name + ", " + invent_literal(draw.rng, type) + ")";
    change.text += " using " + conversion;
    change.values[found->column.id] = conversion;
  }
  if (found->table.strict && found->column.default_value &&
      !keeps_default(found->column.type, type))
    replace_default(draw, *found, change);
  return change;
}

Result set_not_null(const Draw& draw) {
  const auto found = find(draw);
  if (!found || found->column.not_null) return {};
  Change change = found->action(draw, "set not null");
  found->in(change).not_null = true;
  if (draw.rng.chance(70) && draw.settled.insert(found->column.id).second) {
    const std::string fill = invent_literal(draw.rng, found->column.type);
    change.text += " fill " + fill;
    change.values[found->column.id] =
        "coalesce(" + support::quoted(found->column.name) + ", " + fill + ")";
  }
  return change;
}

Result drop_not_null(const Draw& draw) {
  const auto found = find(draw);
  if (!found || !found->column.not_null) return {};
  Change change = found->action(draw, "drop not null");
  found->in(change).not_null = false;
  found->in(change).conflict.clear();
  return change;
}

Result set_default(const Draw& draw) {
  const auto found = find(draw);
  if (!found) return {};
  const std::string value = invent_literal(draw.rng, found->column.type);
  draw.settled.insert(found->column.id);
  Change change = found->action(draw, "set default " + value);
  found->in(change).default_value = value;
  return change;
}

Result drop_default(const Draw& draw) {
  const auto found = find(draw);
  if (!found || !found->column.default_value) return {};
  draw.settled.insert(found->column.id);
  Change change = found->action(draw, "drop default");
  found->in(change).default_value.reset();
  return change;
}

Result set_collation(const Draw& draw) {
  const auto found = find(draw);
  if (!found) return {};
  const std::string collation = draw.rng.chance(50) ? "nocase" : "rtrim";
  Change change = found->action(draw, "set collate " + collation);
  found->in(change).collation = collation;
  return change;
}

Result drop_collation(const Draw& draw) {
  const auto found = find(draw);
  if (!found || found->column.collation.empty()) return {};
  Change change = found->action(draw, "drop collate");
  found->in(change).collation.clear();
  return change;
}

/// Only a column that is free of everything else: then nothing contradicts its being computed.
Result set_generated(const Draw& draw) {
  const auto found = find(draw);
  if (!found || found->table.strict || is_used(draw.model, found->column.id)) return {};
  const Column& column = found->column;
  const Column* source = some_column(draw.rng, found->table);
  if (source == nullptr || source->id == column.id || column.default_value || column.unique ||
      column.check || column.not_null || !draw.settled.insert(column.id).second)
    return {};
  const Text value = invent_generated(draw.rng, found->table, source->id);
  const bool stored = draw.rng.chance(40);
  Change change =
      found->action(draw, "set as (" + print(draw.model, value) + ")" + (stored ? " stored" : ""));
  found->in(change).generated = value;
  found->in(change).stored = stored;
  return change;
}

Result drop_generated(const Draw& draw) {
  const Table& table = draw.some_table();
  const Column& column = draw.rng.pick(table.columns);
  if (!column.generated || table.strict || !draw.settled.insert(column.id).second) return {};
  Change change = action(draw, table, of(column) + "drop as");
  Column& after = *change.after.table(table.id).find(column.id);
  after.generated.reset();
  after.stored = false;
  return change;
}

Result reorder(const Draw& draw) {
  const Table& table = draw.some_table();
  Change change = action(draw, table, {});
  auto& columns = change.after.table(table.id).columns;
  draw.rng.shuffle(columns);
  std::vector<int> order;
  for (const Column& column : columns) order.push_back(column.id);
  change.text = "reorder columns " + column_list(draw.model, order);
  return change;
}

Result move(const Draw& draw) {
  const Table& table = draw.some_table();
  if (table.columns.size() < 2) return {};
  Change change = action(draw, table, {});
  auto& columns = change.after.table(table.id).columns;
  const std::size_t from = draw.rng.below(columns.size());
  const Column moved = columns[from];
  columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(from));
  const std::size_t to = draw.rng.below(columns.size() + 1);
  if (to == from) return {};
  change.text = of(moved) + (to == 0 ? "first" : "after " + name_text(columns[to - 1].name));
  columns.insert(columns.begin() + static_cast<std::ptrdiff_t>(to), moved);
  return change;
}

Result autoincrement(const Draw& draw) {
  const Table& table = draw.some_table();
  const Column& column = table.columns[0];
  if (!column.primary || column.type != "integer" || table.without_rowid ||
      !draw.settled.insert(column.id).second)
    return {};
  Change change =
      action(draw, table, of(column) + (column.autoincrement ? "drop" : "set") + " autoincrement");
  change.after.table(table.id).find(column.id)->autoincrement = !column.autoincrement;
  return change;
}

}  // namespace

const std::array<Drawing, 16> column_draws = {
    add_column,     drop_column,   drop_generated_column, rename_column, set_type,
    set_not_null,   drop_not_null, set_default,           drop_default,  set_collation,
    drop_collation, set_generated, drop_generated,        reorder,       move,
    autoincrement};

}  // namespace migc::random
