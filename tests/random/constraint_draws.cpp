#include <algorithm>

#include "tests/random/draws.hpp"
#include "tests/random/invent.hpp"

namespace migc::random {
namespace {

using Result = std::optional<Change>;
using Kind = Constraint::Kind;

Result add(const Draw& draw, const Table& table, Change change, const Constraint& constraint) {
  change.after.table(table.id).constraints.push_back(constraint);
  change.text = "add " + print(draw.model, constraint);
  return change;
}

bool same(const Constraint& a, const Constraint& b) {
  return a.kind == b.kind && a.columns == b.columns && a.condition.size() == b.condition.size();
}

/// Whether the revision has found such a constraint, and not made it.
bool was_there(const Draw& draw, const Table& table, const Constraint& constraint) {
  for (const Table& old : draw.begin.tables)
    if (old.id == table.id)
      return std::any_of(old.constraints.begin(), old.constraints.end(),
                         [&](const Constraint& other) { return same(other, constraint); });
  return false;
}

/// The place of a constraint of the kind that was there when the revision began, or none.
std::optional<std::size_t> find(const Draw& draw, const Table& table, Kind kind) {
  if (table.constraints.empty()) return {};
  const std::size_t at = draw.rng.below(table.constraints.size());
  const Constraint& constraint = table.constraints[at];
  if (constraint.kind != kind || !was_there(draw, table, constraint)) return {};
  return at;
}

/// More than one constraint over the same columns cannot be told apart by them.
bool is_only_one(const Table& table, Kind kind, const std::vector<int>& columns) {
  return std::count_if(table.constraints.begin(), table.constraints.end(),
                       [&](const Constraint& constraint) {
                         return constraint.kind == kind && constraint.columns == columns;
                       }) == 1;
}

Change without(const Draw& draw, const Table& table, std::size_t at, std::string text) {
  Change change = action(draw, table, std::move(text));
  auto& constraints = change.after.table(table.id).constraints;
  constraints.erase(constraints.begin() + static_cast<std::ptrdiff_t>(at));
  return change;
}

Result add_check(const Draw& draw) {
  const Table& table = draw.some_table();
  Change change = action(draw, table, {});
  Constraint check{.kind = Kind::check};
  check.condition = invent_check(draw.rng, table, draw.rng.pick(table.columns).id);
  check.name = invent_constraint_name(draw.rng, change.after);
  return add(draw, table, std::move(change), check);
}

Result add_unique(const Draw& draw) {
  const Table& table = draw.some_table();
  Change change = action(draw, table, {});
  const auto unique = invent_unique(draw.rng, change.after, table);
  if (!unique) return {};
  return add(draw, table, std::move(change), *unique);
}

Result add_foreign_key(const Draw& draw) {
  const Table& table = draw.some_table();
  Change change = action(draw, table, {});
  const auto key = invent_foreign_key(draw.rng, change.after, table);
  if (!key) return {};
  return add(draw, table, std::move(change), *key);
}

Result drop_by_name(const Draw& draw) {
  const Table& table = draw.some_table();
  if (table.constraints.empty()) return {};
  const std::size_t at = draw.rng.below(table.constraints.size());
  const Constraint& constraint = table.constraints[at];
  if (constraint.name.empty() || constraint.kind == Kind::primary ||
      !was_there(draw, table, constraint) || is_target(draw.model, constraint.columns))
    return {};
  return without(draw, table, at, "drop constraint " + name_text(constraint.name));
}

Result drop_unique(const Draw& draw) {
  const Table& table = draw.some_table();
  const auto at = find(draw, table, Kind::unique);
  if (!at) return {};
  const std::vector<int>& columns = table.constraints[*at].columns;
  const bool on_column = columns.size() == 1 && table.find(columns[0])->unique;
  if (on_column || !is_only_one(table, Kind::unique, columns) || is_target(draw.model, columns))
    return {};
  return without(draw, table, *at, "drop unique " + column_list(draw.model, columns));
}

Result drop_column_unique(const Draw& draw) {
  const Table& table = draw.some_table();
  const Column& column = draw.rng.pick(table.columns);
  if (!column.unique || is_target(draw.model, {column.id})) return {};
  for (const Constraint& constraint : table.constraints)
    if (constraint.columns == std::vector<int>{column.id}) return {};
  Change change = action(draw, table, "drop unique " + column_list(draw.model, {column.id}));
  change.after.table(table.id).find(column.id)->unique = false;
  return change;
}

Result drop_foreign_key(const Draw& draw) {
  const Table& table = draw.some_table();
  const auto at = find(draw, table, Kind::foreign);
  if (!at || !is_only_one(table, Kind::foreign, table.constraints[*at].columns)) return {};
  const std::string columns = column_list(draw.model, table.constraints[*at].columns);
  return without(draw, table, *at, "drop foreign key " + columns);
}

Result drop_check(const Draw& draw) {
  const Table& table = draw.some_table();
  const auto at = find(draw, table, Kind::check);
  if (!at) return {};
  const std::string condition = print(draw.model, table.constraints[*at].condition);
  for (std::size_t i = 0; i < table.constraints.size(); ++i)
    if (i != *at && print(draw.model, table.constraints[i].condition) == condition) return {};
  return without(draw, table, *at, "drop check (" + condition + ")");
}

Result rename_constraint(const Draw& draw) {
  const Table& table = draw.some_table();
  if (table.constraints.empty()) return {};
  const std::size_t at = draw.rng.below(table.constraints.size());
  if (table.constraints[at].name.empty()) return {};
  Change change = action(draw, table, {});
  const std::string name = invent_name(draw.rng, change.after, "con");
  change.text =
      "rename constraint " + name_text(table.constraints[at].name) + " to " + name_text(name);
  change.after.table(table.id).constraints[at].name = name;
  return change;
}

Result alter_foreign_key(const Draw& draw) {
  const Table& table = draw.some_table();
  const auto at = find(draw, table, Kind::foreign);
  if (!at || !is_only_one(table, Kind::foreign, table.constraints[*at].columns)) return {};
  const Constraint& old = table.constraints[*at];
  Constraint key = old;
  invent_actions(draw.rng, key);
  if (key.on_delete.empty()) key.on_delete = "cascade";
  if (key.on_update.empty()) key.on_update = "no action";
  if (key.deferral.empty()) key.deferral = "deferrable initially immediate";
  const bool by_name = !old.name.empty() && draw.rng.chance(50);
  Change change = action(draw, table, "alter ");
  change.text += by_name ? "constraint " + name_text(old.name)
                         : "foreign key " + column_list(draw.model, old.columns);
  change.text += " on delete " + key.on_delete + " on update " + key.on_update + " " + key.deferral;
  change.after.table(table.id).constraints[*at] = key;
  return change;
}

}  // namespace

const std::array<Drawing, 10> constraint_draws = {
    add_check,          add_unique,       add_foreign_key, drop_by_name,      drop_unique,
    drop_column_unique, drop_foreign_key, drop_check,      rename_constraint, alter_foreign_key};

}  // namespace migc::random
