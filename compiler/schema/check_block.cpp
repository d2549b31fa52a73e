#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/schema/context.hpp"
#include "compiler/schema/foreign_keys.hpp"
#include "compiler/schema/replay.hpp"
#include "compiler/schema/subjects.hpp"
#include "compiler/schema/table_edit.hpp"

namespace migc::schema {

namespace {

/// A name in an object that leads nowhere, ready to be told.
struct Fault {
  std::string relation;  ///< Key of the relation that is missing or lacks the column; may be empty.
  Span place;            ///< Of the name, as written in the object.
  std::optional<ForeignKeyFault> key{};
  std::optional<Unresolved> name{};
};

/// Whether every column that a table had is still there: then no name of another object can have
/// lost what it means, but for a foreign key its key.
bool keeps_columns(const Schema::Change& change, const Schema& schema) {
  const Entry* entry = schema.find(change.id);
  const auto* now = entry == nullptr ? nullptr : std::get_if<ir::Table>(&entry->object);
  const auto* then =
      change.before->has_value() ? std::get_if<ir::Table>(&(*change.before)->object) : nullptr;
  if (now == nullptr || then == nullptr) return false;
  return std::all_of(then->columns.begin(), then->columns.end(),
                     [&](const ir::Column& column) { return now->find(column.name) != nullptr; });
}

/// The objects that a block may have broken: what it changed, what names that, and what builds on
/// views among these.
std::vector<Id> affected(const Schema& schema, Schema::Mark begin) {
  std::vector<Id> found;
  std::set<Id> seen, spread;
  std::deque<Id> queue;
  const auto visit = [&](const Id& id) {
    if (schema.find(id) != nullptr && seen.insert(id).second) found.push_back(id);
  };
  const auto spread_from = [&](Id id) {
    if (spread.insert(id).second) queue.push_back(std::move(id));
  };
  for (const Schema::Change& change : schema.changes_since(begin)) {
    visit(change.id);
    if (change.id.space == Space::relation) {
      if (!schema.dangling.empty() || !keeps_columns(change, schema)) {
        spread_from(change.id);
      } else {
        for (const Entry* entry : schema.dependents(change.id))
          if (std::holds_alternative<ir::Table>(entry->object)) visit(id_of(entry->object));
      }
    }
    if (change.id.space != Space::index) continue;
    // A unique index that comes or goes makes or unmakes a key for foreign keys to its table.
    const Entry* now = schema.find(change.id);
    for (const Entry* entry : {now, *change.before ? &**change.before : nullptr})
      if (entry != nullptr)
        spread_from({Space::relation, std::get<ir::Index>(entry->object).table.key()});
  }
  while (!queue.empty()) {
    const Id id = std::move(queue.front());
    queue.pop_front();
    for (const Entry* entry : schema.dependents(id)) {
      visit(id_of(entry->object));
      if (std::holds_alternative<ir::View>(entry->object)) spread_from(id_of(entry->object));
    }
  }
  return found;
}

std::vector<Fault> faults_in(const Entry& entry, const Schema& schema) {
  std::vector<Fault> faults;
  if (const auto* table = std::get_if<ir::Table>(&entry.object)) {
    for (ForeignKeyFault& fault : foreign_key_faults(*table, schema)) {
      const std::string relation = fault.key.references.table.key();
      if (fault.what == ForeignKeyFault::What::no_table &&
          schema.failed.contains({Space::relation, relation}))
        continue;
      const Span place = fault.place;
      faults.push_back({relation, place, std::move(fault)});
    }
    return faults;
  }
  for (Unresolved& unresolved : unresolved_in(entry.object, schema)) {
    const bool is_relation = unresolved.what == Unresolved::What::relation;
    std::string relation = is_relation ? unresolved.name.key() : source::fold(unresolved.relation);
    if (is_relation && schema.failed.contains({Space::relation, relation})) continue;
    const Span place = unresolved.name.written;
    faults.push_back({std::move(relation), place, std::nullopt, std::move(unresolved)});
  }
  return faults;
}

class BlockCheck {
 public:
  BlockCheck(const std::vector<ir::Step>& steps, Schema& schema, Schema::Mark begin,
             Diagnostics& diagnostics)
      : steps_(steps), schema_(schema), diagnostics_(diagnostics) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      for (Id& id : subjects_of(steps[i].operation)) touched_by_[std::move(id)] = i;
      extend_to(steps[i].written);
    }
    for (const Schema::Change& change : schema.changes_since(begin))
      if (*change.before) touch_table_of(change.id, (*change.before)->object);
  }

  void check(const Id& id) {
    const Entry& entry = *schema_.find(id);
    const std::vector<Fault> faults = faults_in(entry, schema_);
    if (faults.empty() || schema_.dangling.contains(id)) {
      schema_.set_dangling(id, !faults.empty());
      return;
    }
    for (const Fault& fault : faults) {
      const ir::Step* cause = cause_of(id, entry, fault);
      if (!allowed(id, cause)) tell(id, entry, fault, cause);
    }
    schema_.set_dangling(id, true);  // told once
  }

 private:
  /// Steps stand in the order of their text.
  void extend_to(Span written) {
    if (!written.known()) return;
    if (!block_.known()) block_ = written;
    block_.end = std::max(block_.end, written.end);
  }

  /// The drop of an index is a step on its table, too; where the table itself is gone, its drop is
  /// what matters.
  void touch_table_of(const Id& id, const Object& object) {
    const auto* index = std::get_if<ir::Index>(&object);
    const auto step = touched_by_.find(id);
    if (index == nullptr || step == touched_by_.end()) return;
    if (schema_.find({Space::relation, index->table.key()}) == nullptr) return;
    std::size_t& last = touched_by_[{Space::relation, index->table.key()}];
    last = std::max(last, step->second);
  }

  [[nodiscard]] const ir::Step* step_on(const Id& id) const {
    const auto found = touched_by_.find(id);
    return found == touched_by_.end() ? nullptr : &steps_[found->second];
  }

  /// The step that made the fault: the last on what is missing, else the last on anything that the
  /// object builds on, else the one on the object itself.
  [[nodiscard]] const ir::Step* cause_of(const Id& id, const Entry& entry,
                                         const Fault& fault) const {
    if (const ir::Step* step = step_on({Space::relation, fault.relation})) return step;
    std::set<Id> seen{id};
    std::deque<Id> queue(entry.mentions.begin(), entry.mentions.end());
    while (!queue.empty()) {
      const Id next = std::move(queue.front());
      queue.pop_front();
      if (!seen.insert(next).second) continue;
      if (const ir::Step* step = step_on(next)) return step;
      if (const Entry* mentioned = schema_.find(next))
        queue.insert(queue.end(), mentioned->mentions.begin(), mentioned->mentions.end());
    }
    return step_on(id);
  }

  [[nodiscard]] bool allowed(const Id& id, const ir::Step* cause) const {
    const ir::Step* own = step_on(id);
    return (own != nullptr && allows(*own, "unresolved_name")) ||
           (cause != nullptr && allows(*cause, "unresolved_name"));
  }

  [[nodiscard]] bool written_in_block(Span place) const {
    return place.known() && within(place, block_);
  }

  void tell(const Id& id, const Entry& entry, const Fault& fault, const ir::Step* cause) const {
    const Name& name = name_of(entry.object);
    const bool here = written_in_block(fault.place);
    Span place = fault.place;
    if (!here && step_on(id) != nullptr && written_in_block(name.written))
      place = name.written;
    else if (!here && cause != nullptr)
      place = cause->written;
    Diagnostic& said = fault.key ? report_key(*fault.key, name.text, place)
                                 : report_name(*fault.name, entry, place);
    if (here && cause != nullptr && !within(place, cause->written))
      said.note(cause->written, "this step leaves it so");
    if (!here && fault.place.known() && fault.place.begin != place.begin)
      said.note(fault.place,
                fmt::format("{} `{}` names it here", noun_of(entry.object), name.text));
    said.note("mend it in the same block, or say `allow unresolved_name 'why';` before the step");
  }

  Diagnostic& report_name(const Unresolved& unresolved, const Entry& entry, Span place) const {
    const std::string_view noun = noun_of(entry.object);
    const std::string& object = name_of(entry.object).text;
    Diagnostic& said =
        unresolved.what == Unresolved::What::relation
            ? diagnostics_.report(kind::dangling_relation, place, noun, object,
                                  unresolved.name.text)
            : diagnostics_.report(kind::dangling_column, place, noun, object, unresolved.name.text,
                                  unresolved.relation.empty()
                                      ? std::string("none of its tables has")
                                      : fmt::format("`{}` does not have", unresolved.relation));
    return said.suggest(unresolved.name.text, unresolved.candidates);
  }

  Diagnostic& report_key(const ForeignKeyFault& fault, const std::string& child, Span place) const {
    using What = ForeignKeyFault::What;
    const ir::References& to = fault.key.references;
    const Entry* parent = schema_.find({Space::relation, to.table.key()});
    switch (fault.what) {
      case What::no_table:
        return diagnostics_.report(kind::foreign_key_table, place, child, to.table.text)
            .suggest(to.table.text, schema_.names(Space::relation));
      case What::not_table:
        return diagnostics_.report(kind::foreign_key_kind, place, child, to.table.text,
                                   noun_of(parent->object));
      case What::no_column:
        return diagnostics_
            .report(kind::foreign_key_column, place, child, fault.column.text, to.table.text)
            .suggest(fault.column.text, std::get<ir::Table>(parent->object).column_names());
      case What::no_key:
        return diagnostics_.report(kind::foreign_key_keyless, place, child, to.table.text);
      case What::key_count:
        return report_key_count(fault, place);
      case What::not_unique:
        break;
    }
    return diagnostics_
        .report(kind::foreign_key_target, place, child, to.table.text, listed(to.columns))
        .note(fmt::format("add `unique ({})` to `{}`, or a unique index over these columns",
                          listed(to.columns), to.table.text));
  }

  Diagnostic& report_key_count(const ForeignKeyFault& fault, Span place) const {
    const auto& parent = std::get<ir::Table>(
        schema_.find({Space::relation, fault.key.references.table.key()})->object);
    const auto primary = primary_key_of(parent);
    const auto& terms = std::get<ir::TablePrimaryKey>(primary->constraint.rule).terms;
    return diagnostics_
        .report(kind::foreign_key_count, place, fault.key.columns.size(), terms.size(),
                parent.name.text)
        .note(primary->constraint.written, "without columns it refers to this primary key");
  }

  const std::vector<ir::Step>& steps_;
  Schema& schema_;
  Diagnostics& diagnostics_;
  std::map<Id, std::size_t> touched_by_;  ///< The last step on each object.
  Span block_{};
};

}  // namespace

void check_block(const std::vector<ir::Step>& steps, Schema& schema, Schema::Mark begin,
                 Diagnostics& diagnostics) {
  BlockCheck check(steps, schema, begin, diagnostics);
  for (const Id& id : affected(schema, begin)) check.check(id);
}

}  // namespace migc::schema
