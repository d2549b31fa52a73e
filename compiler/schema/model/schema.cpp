#include "compiler/schema/model/schema.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "compiler/schema/model/mentions.hpp"
#include "compiler/schema/model/words_said.hpp"

namespace migc::schema {

namespace {

bool has_doubtful_quotes(const Object& object) {
  if (const auto* view = std::get_if<ir::View>(&object)) return view->has_doubtful_quotes;
  const auto* trigger = std::get_if<ir::Trigger>(&object);
  return trigger != nullptr && trigger->has_doubtful_quotes;
}

void sort_by_creation(std::vector<const Entry*>& entries) {
  std::sort(entries.begin(), entries.end(),
            [](const Entry* a, const Entry* b) { return a->order < b->order; });
}

}  // namespace

const Entry* Schema::find(const Id& id) const {
  const auto found = objects_.find(id);
  return found == objects_.end() ? nullptr : &found->second;
}

const Object* Schema::object(const Id& id) const {
  const Entry* entry = find(id);
  return entry == nullptr ? nullptr : &entry->object;
}

std::vector<const Entry*> Schema::all() const {
  std::vector<const Entry*> entries;
  entries.reserve(objects_.size());
  for (const auto& [id, entry] : objects_) entries.push_back(&entry);
  sort_by_creation(entries);
  return entries;
}

std::vector<const Entry*> Schema::dependents(const Id& id) const {
  std::vector<const Entry*> entries;
  const auto found = dependents_.find(id);
  if (found == dependents_.end()) return entries;
  entries.reserve(found->second.size());
  for (const Id& dependent : found->second) entries.push_back(&objects_.at(dependent));
  sort_by_creation(entries);
  return entries;
}

template <class T>
std::vector<const T*> Schema::standing_on(const Name& relation) const {
  std::vector<const Entry*> entries;
  if (const auto found = standing_on_.find(relation.key()); found != standing_on_.end())
    for (const Id& id : found->second)
      if (const Entry& entry = objects_.at(id); std::holds_alternative<T>(entry.object))
        entries.push_back(&entry);
  sort_by_creation(entries);
  std::vector<const T*> objects;
  for (const Entry* entry : entries) objects.push_back(&std::get<T>(entry->object));
  return objects;
}

std::vector<const ir::Index*> Schema::indexes_of(const Name& table) const {
  return standing_on<ir::Index>(table);
}

std::vector<const ir::Trigger*> Schema::triggers_of(const Name& relation) const {
  return standing_on<ir::Trigger>(relation);
}

const sql::Relation* Schema::columns_of(const std::string& key) const {
  return columns_.find(
      key, *this, [this](const Id& id) -> const auto& { return find(id)->mentions; });
}

void Schema::forget_columns(const Id& id) {
  if (id.space != Space::relation) return;
  std::vector<Id> changed{id};
  while (!changed.empty()) {
    const Id one = std::move(changed.back());
    changed.pop_back();
    const bool was_known = columns_.forget(one.key);
    if (!was_known && one != id) continue;
    if (const auto readers = dependents_.find(one); readers != dependents_.end())
      for (const Id& reader : readers->second)
        if (reader.space == Space::relation && reader != one) changed.push_back(reader);
  }
}

namespace {

/// The key of what an index or a trigger stands on; null for another object.
std::optional<std::string> place_of(const Object& object) {
  if (const auto* index = std::get_if<ir::Index>(&object)) return index->table.key();
  if (const auto* trigger = std::get_if<ir::Trigger>(&object)) return trigger->table.key();
  return std::nullopt;
}

}  // namespace

void Schema::note_place(const Id& id, const Object& object) {
  if (const auto relation = place_of(object)) standing_on_[*relation].insert(id);
}

void Schema::forget_place(const Id& id, const Object& object) {
  const auto relation = place_of(object);
  if (!relation) return;
  const auto found = standing_on_.find(*relation);
  found->second.erase(id);
  if (found->second.empty()) standing_on_.erase(found);
}

std::vector<std::string> Schema::names(Space space) const {
  std::vector<std::string> names;
  for (const auto& [id, entry] : objects_)
    if (id.space == space) names.push_back(name_of(entry.object).shown());
  std::sort(names.begin(), names.end());
  return names;
}

void Schema::put(Object object) {
  const Id id = id_of(object);
  if (find(id) != nullptr) return replace(id, std::move(object));
  Entry entry;
  entry.order = next_order_++;
  entry.created = name_of(object).written;
  entry.created_by = revision_;
  entry.mentions = mentions_of(object, *dialect_);
  entry.object = std::move(object);
  set(id, std::move(entry));
}

void Schema::erase(const Id& id) { set(id, std::nullopt); }

void Schema::replace(const Id& id, Object object) {
  const Entry& old = objects_.at(id);
  const Id new_id = id_of(object);
  const bool was_dangling = dangling.contains(id);
  Entry entry;
  entry.order = old.order;
  entry.created = old.created;
  entry.created_by = old.created_by;
  entry.changed_by = revision_;
  entry.mentions = mentions_of(object, *dialect_);
  entry.object = std::move(object);
  if (new_id != id) erase(id);
  set(new_id, std::move(entry));
  if (was_dangling && new_id != id) set_dangling(new_id, true);
}

void Schema::set_dangling(const Id& id, bool is) {
  if (dangling.contains(id) == is) return;
  journal_.push_back({id, std::nullopt, !is, true});
  if (is)
    dangling.insert(id);
  else
    dangling.erase(id);
}

void Schema::set(const Id& id, std::optional<Entry> entry) {
  const auto found = objects_.find(id);
  const bool was_there = found != objects_.end();
  const bool relink = !was_there || !entry || found->second.mentions != entry->mentions;
  if (relink && was_there) unlink(id, found->second);
  if (relink && entry) link(id, *entry);
  Undo undo{id, std::nullopt, dangling.contains(id), false};
  if (was_there) undo.before = std::move(found->second);
  journal_.push_back(std::move(undo));
  note_doubt(id, entry ? &entry->object : nullptr);
  if (was_there) {
    forget_words(id, journal_.back().before->object);
    forget_place(id, journal_.back().before->object);
  }
  if (entry) {
    note_words(id, entry->object);
    note_place(id, entry->object);
  }
  forget_columns(id);
  if (!entry) {
    if (was_there) objects_.erase(found);
    dangling.erase(id);
  } else if (was_there) {
    found->second = *std::move(entry);
  } else {
    objects_.emplace(id, *std::move(entry));
  }
}

void Schema::note_doubt(const Id& id, const Object* object) {
  if (object != nullptr && has_doubtful_quotes(*object))
    doubtful.insert(id);
  else
    doubtful.erase(id);
}

void Schema::forget_words(const Id& id, const Object& object) {
  for (const std::string& word : words_said(object)) {
    const auto found = saying_.find(word);
    found->second.erase(id);
    if (found->second.empty()) saying_.erase(found);
  }
}

void Schema::note_words(const Id& id, const Object& object) {
  for (const std::string& word : words_said(object)) saying_[word].insert(id);
}

const std::set<Id>& Schema::saying(const std::string& word) const {
  static const std::set<Id> nobody;
  const auto found = saying_.find(word);
  return found == saying_.end() ? nobody : found->second;
}

void Schema::link(const Id& from, const Entry& entry) {
  for (const Id& to : entry.mentions) {
    dependents_[to].insert(from);
    // Of other relations a table names its parents alone.
    if (to.space == Space::relation && std::holds_alternative<ir::Table>(entry.object))
      children_.insert(from);
  }
}

void Schema::unlink(const Id& from, const Entry& entry) {
  children_.erase(from);
  for (const Id& to : entry.mentions) {
    const auto found = dependents_.find(to);
    found->second.erase(from);
    if (found->second.empty()) dependents_.erase(found);
  }
}

void Schema::undo_to(Mark mark) {
  while (journal_.size() > mark) {
    Undo undo = std::move(journal_.back());
    journal_.pop_back();
    if (!undo.only_dangling) {
      const auto now = objects_.find(undo.id);
      if (now != objects_.end()) {
        unlink(undo.id, now->second);
        forget_words(undo.id, now->second.object);
        forget_place(undo.id, now->second.object);
        objects_.erase(now);
      }
      forget_columns(undo.id);
      note_doubt(undo.id, undo.before ? &undo.before->object : nullptr);
      if (undo.before) {
        link(undo.id, *undo.before);
        note_words(undo.id, undo.before->object);
        note_place(undo.id, undo.before->object);
        objects_.emplace(undo.id, *std::move(undo.before));
      }
    }
    if (undo.was_dangling)
      dangling.insert(undo.id);
    else
      dangling.erase(undo.id);
  }
}

Schema::Latest Schema::latest_since(Mark mark) const {
  Latest latest;
  for (Mark at = mark; at < journal_.size(); ++at) {
    const Undo& undo = journal_[at];
    if (undo.only_dangling) continue;
    latest.changed[undo.id] = at;
    if (!undo.before) latest.created[undo.id] = at;
  }
  return latest;
}

std::vector<Schema::Change> Schema::changes_since(Mark mark) const {
  std::vector<Change> changes;
  std::unordered_set<Id, IdHash> seen;
  for (Mark at = mark; at < journal_.size(); ++at) {
    const Undo& undo = journal_[at];
    if (undo.only_dangling || !seen.insert(undo.id).second) continue;
    if (undo.before || find(undo.id) != nullptr) changes.push_back({undo.id, &undo.before});
  }
  return changes;
}

std::vector<Id> Schema::dangling_at(Mark mark) const {
  std::vector<Id> ids;
  std::unordered_set<Id, IdHash> seen;
  for (Mark at = mark; at < journal_.size(); ++at)
    if (seen.insert(journal_[at].id).second && journal_[at].was_dangling)
      ids.push_back(journal_[at].id);
  return ids;
}

}  // namespace migc::schema
