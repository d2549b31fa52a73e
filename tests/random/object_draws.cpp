#include <algorithm>

#include "tests/random/draws.hpp"
#include "tests/random/invent.hpp"

namespace migc::random {
namespace {

using Result = std::optional<Change>;

Change statement(const Draw& draw) { return {.after = draw.model, .text = {}}; }

/// A statement that drops one of a list.
template <class Object>
Result drop(const Draw& draw, const std::string& kind, std::vector<Object> Model::*list) {
  const std::vector<Object>& objects = draw.model.*list;
  if (objects.empty()) return {};
  const std::size_t at = draw.rng.below(objects.size());
  Change change = statement(draw);
  change.text = "drop " + kind + " " + name_text(objects[at].name);
  auto& after = change.after.*list;
  after.erase(after.begin() + static_cast<std::ptrdiff_t>(at));
  return change;
}

Result create_table(const Draw& draw) {
  Change change = statement(draw);
  Table table = invent_table(draw.rng, change.after);
  change.after.tables.push_back(table);
  change.text = print(change.after, table);
  return change;
}

Result create_index(const Draw& draw) {
  Change change = statement(draw);
  Index index = invent_index(draw.rng, change.after);
  change.text = print(change.after, index);
  change.after.indexes.push_back(std::move(index));
  return change;
}

Result create_view(const Draw& draw) {
  Change change = statement(draw);
  View view = invent_view(draw.rng, change.after);
  change.text = print(change.after, view);
  change.after.views.push_back(std::move(view));
  return change;
}

Result create_trigger(const Draw& draw) {
  Change change = statement(draw);
  Trigger trigger = invent_trigger(draw.rng, change.after);
  change.text = print(change.after, trigger);
  change.after.triggers.push_back(std::move(trigger));
  return change;
}

Result drop_index(const Draw& draw) { return drop(draw, "index", &Model::indexes); }
Result drop_fulltext(const Draw& draw) { return drop(draw, "table", &Model::fulltexts); }
Result drop_trigger(const Draw& draw) { return drop(draw, "trigger", &Model::triggers); }

Result drop_view(const Draw& draw) {
  auto change = drop(draw, "view", &Model::views);
  if (!change) return {};
  std::erase_if(change->after.triggers, [&](const Trigger& trigger) {
    return !trigger.view.empty() &&
           std::none_of(change->after.views.begin(), change->after.views.end(),
                        [&](const View& view) { return view.name == trigger.view; });
  });
  return change;
}

Result create_view_trigger(const Draw& draw) {
  if (draw.model.views.empty()) return {};
  Change change = statement(draw);
  Trigger trigger = invent_view_trigger(draw.rng, change.after);
  change.text = print(change.after, trigger);
  change.after.triggers.push_back(std::move(trigger));
  return change;
}

Result create_fulltext(const Draw& draw) {
  Change change = statement(draw);
  auto fulltext = invent_fulltext(draw.rng, change.after);
  if (!fulltext) return {};
  change.text = print(change.after, *fulltext);
  change.after.fulltexts.push_back(std::move(*fulltext));
  return change;
}

Result drop_table(const Draw& draw) {
  const Table& table = draw.some_table();
  if (draw.model.tables.size() < 2 || is_used_elsewhere(draw.model, table.id)) return {};
  Change change = statement(draw);
  change.text = "drop table " + name_text(table.name);
  const int id = table.id;
  std::erase_if(change.after.indexes, [&](const Index& index) { return index.table == id; });
  std::erase_if(change.after.triggers, [&](const Trigger& trigger) { return trigger.table == id; });
  std::erase_if(change.after.tables, [&](const Table& other) { return other.id == id; });
  return change;
}

Result rename_table(const Draw& draw) {
  const Table& table = draw.some_table();
  if (is_indexed_as_text(draw.model, table.id)) return {};
  Change change = statement(draw);
  const std::string name = invent_other_name(draw.rng, change.after, "t", table.name);
  change.text = "alter table " + name_text(table.name) + " rename to " + name_text(name);
  change.after.table(table.id).name = name;
  return change;
}

Result rename_index(const Draw& draw) {
  if (draw.model.indexes.empty()) return {};
  const std::size_t at = draw.rng.below(draw.model.indexes.size());
  Change change = statement(draw);
  const std::string name = invent_name(draw.rng, change.after, "ix");
  change.text =
      "alter index " + name_text(draw.model.indexes[at].name) + " rename to " + name_text(name);
  change.after.indexes[at].name = name;
  return change;
}

bool has_key(const Table& table) {
  for (const Column& column : table.columns)
    if (column.primary) return true;
  for (const Constraint& constraint : table.constraints)
    if (constraint.kind == Constraint::Kind::primary) return true;
  return false;
}

Result table_option(const Draw& draw) {
  const Table& table = draw.some_table();
  if (draw.rng.chance(50)) {
    if (!support::has_strict_tables()) return {};
    if (!table.strict)
      for (const Column& column : table.columns)
        if (column.type != "integer" && column.type != "text" && column.type != "real" &&
            column.type != "int" && column.type != "blob")
          return {};
    for (const Column& column : table.columns)
      if (table.strict && column.type == "any") return {};  // another affinity outside STRICT
    Change change = action(draw, table, table.strict ? "drop strict" : "set strict");
    change.after.table(table.id).strict = !table.strict;
    return change;
  }
  if (!has_key(table) || table.columns[0].autoincrement) return {};
  if (is_indexed_as_text(draw.model, table.id)) return {};
  Change change =
      action(draw, table, table.without_rowid ? "drop without rowid" : "set without rowid");
  change.after.table(table.id).without_rowid = !table.without_rowid;
  return change;
}

}  // namespace

const std::array<Drawing, 14> object_draws = {
    create_table, create_index,        create_view,     create_trigger, drop_table,
    drop_index,   drop_view,           drop_trigger,    rename_table,   rename_index,
    table_option, create_view_trigger, create_fulltext, drop_fulltext};

}  // namespace migc::random
