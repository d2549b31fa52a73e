#include "compiler/dialects/sqlite/plan/footprint.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace migc::backends::sqlite {

namespace {

Script::Outcome::What what_of(schema::Space space, const schema::Entry* entry) {
  using What = Script::Outcome::What;
  if (space == schema::Space::index) return What::index;
  if (space == schema::Space::trigger) return What::trigger;
  return entry != nullptr && std::holds_alternative<ir::View>(entry->object) ? What::view
                                                                             : What::table;
}

bool has_foreign_key(const ir::Table& table) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [](const ir::Column& column) { return column.has<ir::References>(); }) ||
         std::any_of(table.constraints.begin(), table.constraints.end(),
                     [](const ir::TableConstraint& constraint) {
                       return std::holds_alternative<ir::ForeignKey>(constraint.rule);
                     });
}

void add_once(std::vector<source::Name>& names, const source::Name& added) {
  if (std::none_of(names.begin(), names.end(),
                   [&](const source::Name& name) { return same(name, added); }))
    names.push_back(added);
}

}  // namespace

void Footprint::touch(schema::Space space, const source::Name& name, const schema::Schema& before) {
  schema::Id id{space, name.key()};
  if (!seen_.insert(id).second) return;
  if (before.find(id) != nullptr) there_at_start_.insert(id);
  touched_.push_back(std::move(id));
}

bool Footprint::has(schema::Space space, const source::Name& name) const {
  return seen_.count({space, name.key()}) > 0;
}

void Footprint::column(const source::Name& table, const source::Name& column, bool present,
                       bool exact) {
  std::erase_if(columns_, [&](const Script::Outcome& outcome) {
    return source::same(outcome.table, table.text) && source::same(outcome.name, column.text);
  });
  columns_.push_back({Script::Outcome::What::column, column.text, table.text, present, exact});
}

void Footprint::renamed(const source::Name& table, const source::Name& to) {
  renamed_from_[to.key()] = at_start(table);
  for (auto* names : {&checked_, &copied_})
    for (source::Name& name : *names)
      if (same(name, table)) name = to;
  for (Script::Outcome& column : columns_)
    if (source::same(column.table, table.text)) column.table = to.text;
}

void Footprint::rows_of(const source::Name& table) { add_once(checked_, table); }

void Footprint::copied(const source::Name& table) { add_once(copied_, table); }

/// A new table that was given a name stands for the one that had it: a rebuild by hand makes a new
/// table, drops the old one and takes over its name. Not where that one is there under another
/// name.
std::string Footprint::at_start(const source::Name& table) const {
  const schema::Id id{schema::Space::relation, table.key()};
  const bool moved = std::any_of(renamed_from_.begin(), renamed_from_.end(), [&](const auto& one) {
    return one.first != id.key && source::fold(one.second) == id.key;
  });
  const auto older = renamed_from_.find(id.key);
  if (older != renamed_from_.end() && (moved || !older->second.empty())) return older->second;
  if (seen_.count(id) == 0 || there_at_start_.count(id) > 0) return table.text;
  return older == renamed_from_.end() ? "" : older->second;
}

std::vector<Script::ForeignKeys> Footprint::foreign_keys(const schema::Schema& after) const {
  std::vector<Script::ForeignKeys> result;
  std::set<std::string> counted;
  const auto count = [&](const ir::Table& table) {
    if (table.temporary || !has_foreign_key(table)) return;
    if (after.dangling.count({schema::Space::relation, table.name.key()}) > 0) return;
    if (counted.insert(table.name.key()).second)
      result.push_back({table.name.text, at_start(table.name)});
  };
  const auto count_around = [&](const source::Name& name) {
    if (const ir::Table* table = after.table(name)) count(*table);
    for (const schema::Entry* entry : after.dependents({schema::Space::relation, name.key()}))
      if (const auto* child = std::get_if<ir::Table>(&entry->object)) count(*child);
  };
  std::for_each(checked_.begin(), checked_.end(), count_around);
  if (any_rows_)
    for (const schema::Id& child : after.children())
      if (const auto* table = std::get_if<ir::Table>(&after.find(child)->object)) count(*table);
  if (changes_data_) std::for_each(copied_.begin(), copied_.end(), count_around);
  return result;
}

std::vector<Script::Outcome> Footprint::outcome(const schema::Schema& after) const {
  std::vector<Script::Outcome> result;
  for (const schema::Id& id : touched_) {
    const schema::Entry* entry = after.find(id);
    if (entry != nullptr && !schema::is_stored(entry->object)) continue;
    const std::string name = entry != nullptr ? schema::name_of(entry->object).text : id.key;
    result.push_back({what_of(id.space, entry), name, {}, entry != nullptr});
  }
  for (const Script::Outcome& column : columns_) {
    const ir::Table* table = after.table({column.table, false, {}, {}});
    if (table == nullptr || table->temporary) continue;
    const bool there = table->find({column.name, false, {}, {}}) != nullptr;
    if (there == column.present) result.push_back(column);
  }
  return result;
}

}  // namespace migc::backends::sqlite
