#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/dialects/sqlite/plan/block_plan.hpp"
#include "compiler/dialects/sqlite/plan/readers.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"

/// What ALTER TABLE could not read is dropped before it and created again after it.
namespace migc::backends::sqlite {

void BlockPlan::set_legacy(bool on, Action& before) {
  if (legacy_ == on) return;
  legacy_ = on;
  before.statements.insert(
      before.statements.begin(),
      {Statement::Kind::sql, fmt::format("PRAGMA legacy_alter_table = {}", on ? "ON" : "OFF"), {}});
}

void BlockPlan::alter_with_all_readable(Action alter, const std::vector<schema::Id>& also) {
  std::vector<Statement> drops;
  std::vector<schema::Id> ids = unreadable(suspects(), *before_);
  for (const schema::Id& id : also)
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  for (const schema::Id& id : ids) {
    drops.push_back({Statement::Kind::sql,
                     fmt::format("DROP {} IF EXISTS {}",
                                 id.space == schema::Space::trigger ? "TRIGGER" : "VIEW",
                                 quote(schema::name_of(before_->find(id)->object))),
                     {}});
    set_aside_.push_back(id);
    touch(id.space, schema::name_of(before_->find(id)->object));
  }
  alter.statements.insert(alter.statements.begin(), drops.begin(), drops.end());
  set_legacy(false, alter);
  add(std::move(alter));
}

void BlockPlan::restore_set_aside(const schema::Schema& now) {
  std::vector<schema::Id> ids = std::exchange(set_aside_, {});
  std::stable_sort(ids.begin(), ids.end(), [&](const schema::Id& a, const schema::Id& b) {
    return a.space < b.space;  // views before the triggers on them
  });
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  for (const schema::Id& id : ids)
    if (const schema::Entry* entry = now.find(id))
      script_.actions.back().statements.push_back(
          {Statement::Kind::sql, print(entry->object, now), {}});
}

void BlockPlan::suspect_dependents(const source::Name& relation) {
  for (schema::Id& id : readers_of({schema::Space::relation, relation.key()}, *before_))
    suspects_.insert(std::move(id));
}

std::set<schema::Id> BlockPlan::suspects() const {
  std::set<schema::Id> all = suspects_;
  for (const schema::Id& table : altered_)
    for (schema::Id& id : readers_of(table, *before_)) all.insert(std::move(id));
  return all;
}

}  // namespace migc::backends::sqlite
