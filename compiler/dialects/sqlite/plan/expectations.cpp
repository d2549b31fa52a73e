#include "compiler/dialects/sqlite/plan/expectations.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "compiler/dialects/sqlite/plan/probes.hpp"
#include "compiler/dialects/sqlite/plan/shape.hpp"
#include "compiler/dialects/sqlite/print/raw_sql.hpp"

namespace migc::backends::sqlite {

namespace {

using schema::Space;

source::Name named(const std::string& text) { return {text, false, {}, {}}; }

Space space_of(const std::string& type) {
  if (type == "index") return Space::index;
  if (type == "trigger") return Space::trigger;
  return Space::relation;
}

bool is_guarded(const Script& script, const std::string& type, const std::string& name) {
  const auto is = [&](const Kept& one) { return one.type == type && source::same(one.name, name); };
  return std::any_of(script.guards.begin(), script.guards.end(), [&](const Script::Guard& guard) {
    return is(guard.object) || std::any_of(guard.on_it.begin(), guard.on_it.end(), is);
  });
}

std::string relation_of(const schema::Object& object) {
  if (const auto* index = std::get_if<ir::Index>(&object)) return index->table.key();
  if (const auto* trigger = std::get_if<ir::Trigger>(&object)) return trigger->table.key();
  return schema::name_of(object).key();
}

/// An object with what stands on it, and the condition that both are as they were planned.
void guard(const schema::Object& object, const StartState& start, Script& script) {
  std::optional<Kept> kept = start.kept(object);
  if (!kept || is_guarded(script, kept->type, kept->name)) return;
  Script::Guard guard{std::move(*kept), {}, {}, relation_of(object)};
  const source::Name& name = schema::name_of(object);
  if (guard.object.type == "table" || guard.object.type == "view")
    for (const schema::Object* one : start.on(name))
      if (std::optional<Kept> on_it = start.kept(*one)) guard.on_it.push_back(std::move(*on_it));
  const auto* table = std::get_if<ir::Table>(&object);
  guard.condition = is_as_planned(
      object, guard, table == nullptr ? schema::Schema(rules()) : start.types_of(*table));
  script.guards.push_back(std::move(guard));
}

}  // namespace

std::string Expectations::origin(const source::Name& table) const {
  const auto known = origins_.find(table.key());
  return known == origins_.end() ? table.key() : known->second;
}

void Expectations::renamed(const source::Name& table, const source::Name& to) {
  std::string from = origin(table);
  origins_[table.key()].clear();
  origins_[to.key()] = std::move(from);
}

void Expectations::made_anew(const source::Name& table) {
  const std::string key = origin(table);
  if (!key.empty() && std::find(guarded_.begin(), guarded_.end(), key) == guarded_.end())
    guarded_.push_back(key);
}

void Expectations::dropped(const source::Name& table) {
  made_anew(table);
  origins_[table.key()].clear();
}

void Expectations::left_out(const source::Name& table, const source::Name& column) {
  const std::string key = origin(table);
  if (!key.empty()) left_out_.push_back({key, column});
}

void Expectations::finish(const schema::Schema& after, Script& script) const {
  if (!begin_) return;
  const StartState start(after, *begin_);
  guard_tables(start, script);
  guard_dropped(start, script);
  note_gone(start, after, script);
  note_made(start, after, script);
  note_probes(start, after, script);
}

void Expectations::guard_tables(const StartState& start, Script& script) const {
  for (const std::string& key : guarded_)
    if (const schema::Object* object = start.find({Space::relation, key}))
      guard(*object, start, script);
}

/// Views, indexes and triggers, whatever they are dropped for.
void Expectations::guard_dropped(const StartState& start, Script& script) {
  std::set<NamedObject> seen;
  for (const Action& action : script.actions) {
    if (action.raw) continue;
    for (const Statement& statement : action.statements) {
      const auto dropped = object_of(statement.text, "drop");
      if (!dropped || dropped->type == "table" || !seen.insert(*dropped).second) continue;
      if (const schema::Object* object = start.find({space_of(dropped->type), dropped->name}))
        guard(*object, start, script);
    }
  }
}

void Expectations::note_gone(const StartState& start, const schema::Schema& after,
                             Script& script) const {
  const auto note = [&](const std::string& name, const std::string& column, bool follows) {
    script.gone.push_back({name, column, follows, start.readers_of(named(name))});
  };
  for (const Script::Outcome& one : script.outcome) {
    using What = Script::Outcome::What;
    if (one.present || (one.what != What::table && one.what != What::view)) continue;
    const schema::Object* object = start.find({Space::relation, source::fold(one.name)});
    if (object == nullptr || !start.kept(*object)) continue;
    const bool follows = std::any_of(origins_.begin(), origins_.end(), [&](const auto& origin) {
      return origin.second == source::fold(one.name) &&
             after.find({Space::relation, origin.first}) != nullptr;
    });
    note(schema::name_of(*object).text, "", follows);
  }
  for (const Column& column : left_out_) {
    const schema::Object* object = start.find({Space::relation, column.table});
    const auto* table = object == nullptr ? nullptr : std::get_if<ir::Table>(object);
    if (table != nullptr && table->find(column.name) != nullptr && !table->temporary)
      note(table->name.text, column.name.text, false);
  }
}

void Expectations::note_made(const StartState& start, const schema::Schema& after,
                             Script& script) const {
  using What = Script::Outcome::What;
  for (const Script::Outcome& one : script.outcome) {
    if (!one.present || one.what == What::column) continue;
    const Space space = one.what == What::index     ? Space::index
                        : one.what == What::trigger ? Space::trigger
                                                    : Space::relation;
    const schema::Entry* entry = after.find({space, source::fold(one.name)});
    std::optional<Kept> now = entry == nullptr ? std::nullopt : kept(entry->object, after);
    if (!now) continue;
    Script::Made made{std::move(*now), {}};
    const std::string key =
        space == Space::relation ? origin(named(one.name)) : source::fold(one.name);
    const schema::Object* object = key.empty() ? nullptr : start.find({space, key});
    if (object != nullptr) made.before = start.kept(*object);
    script.made.push_back(std::move(made));
  }
}

void Expectations::note_probes(const StartState& start, const schema::Schema& after,
                               Script& script) const {
  std::set<NamedObject> created, perhaps;
  for (const Action& action : script.actions)
    for (const Statement& statement : action.statements)
      if (const auto object = object_of(statement.text, "create"))
        (says_if_exists(statement.text) ? perhaps : created).insert(*object);
  const auto is_certain = [&](const std::string& type, const std::string& key) {
    if (perhaps.contains({type, key})) return false;
    const std::string before = origin(named(key));
    const schema::Object* object = before.empty() ? nullptr : start.find({Space::relation, before});
    return object == nullptr || is_guarded(script, type, before);
  };
  ProbesOf probes(after);
  for (Script::Made& made : script.made) {
    const std::string key = source::fold(made.after.name);
    if (made.after.type == "table" || made.after.type == "view")
      made.certain = is_certain(made.after.type, key);
    // One that only makes way for a rebuild works as well as it did.
    const bool returns = made.before && made.before->sql == made.after.sql &&
                         is_guarded(script, made.before->type, made.before->name);
    if (may_break_ || returns || (made.before && !created.contains({made.after.type, key})))
      continue;
    if (made.after.type != "view" && made.after.type != "trigger") continue;
    const schema::Object& object = after.find({space_of(made.after.type), key})->object;
    made.probe = probes.probe_of(object);
    for (const std::string& relation : relations_of(object, after)) {
      const bool is_view = after.view(named(relation)) != nullptr;
      if (!is_certain(is_view ? "view" : "table", relation)) made.reads.push_back(relation);
    }
  }
}

}  // namespace migc::backends::sqlite
