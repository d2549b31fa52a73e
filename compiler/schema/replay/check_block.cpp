#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/ir/table_edit.hpp"
#include "compiler/schema/check/context.hpp"
#include "compiler/schema/check/foreign_keys.hpp"
#include "compiler/schema/check/misuse.hpp"
#include "compiler/schema/model/affected_objects.hpp"
#include "compiler/schema/replay/affected.hpp"
#include "compiler/schema/replay/replay.hpp"
#include "compiler/sql/unique_keys.hpp"

namespace migc::schema {

namespace {

/// A name in an object that leads nowhere, ready to be told.
struct Fault {
  std::string relation;  ///< Key of the relation that is missing or lacks the column; may be empty.
  Span place;            ///< Of the name, as written in the object.
  std::optional<ForeignKeyFault> key{};
  std::optional<sql::Unresolved> name{};
};

/// What is missing, or lacks something.
std::string key_of(const sql::Unresolved& unresolved) {
  if (unresolved.what == sql::Unresolved::What::relation) return unresolved.name.key();
  return unresolved.key.empty() ? source::fold(unresolved.relation) : unresolved.key;
}

std::vector<Fault> faults_in(const Entry& entry, const Schema& schema, Past& past) {
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
  const auto take = [&](sql::Unresolved& unresolved) {
    const bool is_relation = unresolved.what == sql::Unresolved::What::relation;
    std::string relation = key_of(unresolved);
    if (is_relation && schema.failed.contains({Space::relation, relation})) return;
    const Span place = unresolved.name.written;
    faults.push_back({std::move(relation), place, std::nullopt, std::move(unresolved)});
  };
  for (sql::Unresolved& unresolved : sql::unresolved_in(entry.object, schema)) take(unresolved);
  for (sql::Unresolved& changed : past.changed_meaning(entry)) take(changed);
  return faults;
}

class BlockCheck {
 public:
  BlockCheck(const std::vector<ir::Step>& steps, Schema& schema, Schema::Mark begin,
             Diagnostics& diagnostics)
      : steps_(steps),
        schema_(schema),
        diagnostics_(diagnostics),
        past_(steps, touched_by_, schema, begin) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      for (Id& id : affected_objects(steps[i].operation)) {
        if (allows(steps[i], "unresolved_name")) allowed_.insert(id);
        touched_by_[std::move(id)] = i;
      }
      extend_to(steps[i].written);
    }
    for (const Schema::Change& change : schema.changes_since(begin))
      if (*change.before) touch_table_of(change.id, (*change.before)->object);
  }

  void check(const Id& id) {
    const Entry& entry = *schema_.find(id);
    check_lifetime(entry);
    const std::vector<Fault> faults = faults_in(entry, schema_, past_);
    if (faults.empty() || schema_.dangling.contains(id)) {
      schema_.set_dangling(id, !faults.empty());
      return;
    }
    // SQLite makes a full-text table with columns that its content does not have, and finds by
    // them.
    const bool takes_it = std::holds_alternative<ir::VirtualTable>(entry.object) &&
                          step_on(id) != nullptr &&
                          std::all_of(faults.begin(), faults.end(), [](const Fault& fault) {
                            return fault.name && fault.name->what == sql::Unresolved::What::column;
                          });
    if (takes_it) return schema_.set_dangling(id, true);
    for (const Fault& fault : faults) {
      const ir::Step* cause = cause_of(id, entry, fault);
      if (!allowed(id, cause)) tell(id, entry, fault, cause);
    }
    schema_.set_dangling(id, true);  // told once
  }

 private:
  /// What is temporary is gone when the connection is closed, and the model would still have it.
  void check_lifetime(const Entry& entry) const {
    if (!is_temporary(entry.object)) return;
    const Name& name = name_of(entry.object);
    const ir::Step* made = step_on(id_of(entry.object));
    const bool here = written_in_block(name.written);
    diagnostics_
        .report(kind::temporary_left, here || made == nullptr ? name.written : made->written,
                noun_of(entry.object), name.shown())
        .note(fmt::format("add `drop {} {};` at the end of the block, or remove `temp`",
                          std::holds_alternative<ir::View>(entry.object)      ? "view"
                          : std::holds_alternative<ir::Trigger>(entry.object) ? "trigger"
                                                                              : "table",
                          name.shown()));
  }

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
    const auto permits = [](const ir::Step* step) {
      return step != nullptr &&
             (allows(*step, "unresolved_name") || allows(*step, "broken_object"));
    };
    return allowed_.contains(id) || permits(step_on(id)) || permits(cause);
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
    Diagnostic& diagnostic = fault.key ? report_key(*fault.key, name.shown(), place)
                                       : report_name(*fault.name, entry, place);
    if (here && cause != nullptr && !within(place, cause->written))
      diagnostic.note(cause->written, "this statement causes it");
    if (!here && fault.place.known() && fault.place.begin != place.begin)
      diagnostic.note(fault.place, fmt::format("{} `{}` refers to it here", noun_of(entry.object),
                                               name.shown()));
    if (std::holds_alternative<ir::VirtualTable>(entry.object))
      diagnostic.note(
          fmt::format("SQLite does not update the arguments of a virtual table after a rename: "
                      "drop and create `{0}` in the same block; if it indexes another table, add "
                      "`insert into {0} ({0}) values ('rebuild');`",
                      name.shown()));
    const bool misuse = fault.name && is_misuse(*fault.name);
    diagnostic.note(
        fmt::format("fix it in the same block, or write `allow {} 'why';` before the statement",
                    misuse ? "broken_object" : "unresolved_name"));
  }

  Diagnostic& report_name(const sql::Unresolved& unresolved, const Entry& entry, Span place) const {
    const std::string_view noun = noun_of(entry.object);
    const std::string object = name_of(entry.object).shown();
    if (is_misuse(unresolved))
      return report_misuse(unresolved, fmt::format("{} `{}`: ", noun, object), place, diagnostics_);
    Diagnostic& error =
        unresolved.what == sql::Unresolved::What::relation
            ? diagnostics_.report(kind::dangling_relation, place, noun, object,
                                  unresolved.name.shown())
            : diagnostics_.report(kind::dangling_column, place, noun, object,
                                  unresolved.name.shown(),
                                  unresolved.relation.empty()
                                      ? std::string("none of its tables has")
                                      : fmt::format("`{}` does not have", unresolved.relation));
    return error.suggest(unresolved.name.shown(), unresolved.candidates);
  }

  Diagnostic& report_key(const ForeignKeyFault& fault, const std::string& child, Span place) const {
    using What = ForeignKeyFault::What;
    const ir::References& to = fault.key.references;
    const Entry* parent = schema_.find({Space::relation, to.table.key()});
    switch (fault.what) {
      case What::no_table:
        return diagnostics_.report(kind::foreign_key_table, place, child, to.table.shown())
            .suggest(to.table.shown(), schema_.names(Space::relation));
      case What::not_table:
        return diagnostics_.report(kind::foreign_key_kind, place, child, to.table.shown(),
                                   noun_of(parent->object));
      case What::no_column:
        return diagnostics_
            .report(kind::foreign_key_column, place, child, fault.column.text, to.table.shown())
            .suggest(fault.column.text, std::get<ir::Table>(parent->object).column_names());
      case What::no_key:
        return diagnostics_.report(kind::foreign_key_keyless, place, child, to.table.shown());
      case What::key_count:
        return report_key_count(fault, place);
      case What::not_unique:
        break;
    }
    Diagnostic& error = diagnostics_.report(kind::foreign_key_target, place, child,
                                            to.table.shown(), ir::listed(to.columns));
    for (const sql::UniqueKey& key :
         sql::unique_keys_of(std::get<ir::Table>(parent->object), schema_))
      if (key.columns == sql::sorted_keys(to.columns))
        error.note(fmt::format(
            "{} cannot be used: it {}",
            key.index.empty() ? "the key over them" : fmt::format("unique index `{}`", key.index),
            key.partial ? "covers only some rows" : "has another collation than the columns"));
    return error.note(fmt::format("add `unique ({})` to `{}`, or a unique index over these columns",
                                  ir::listed(to.columns), to.table.shown()));
  }

  Diagnostic& report_key_count(const ForeignKeyFault& fault, Span place) const {
    const auto& parent = std::get<ir::Table>(
        schema_.find({Space::relation, fault.key.references.table.key()})->object);
    const auto primary = ir::primary_key_of(parent);
    const auto& terms = std::get<ir::TablePrimaryKey>(primary->constraint.rule).terms;
    return diagnostics_
        .report(kind::foreign_key_count, place, fault.key.columns.size(), terms.size(),
                parent.name.shown())
        .note(primary->constraint.written, "without columns it refers to this primary key");
  }

  const std::vector<ir::Step>& steps_;
  Schema& schema_;
  Diagnostics& diagnostics_;
  std::map<Id, std::size_t> touched_by_;  ///< The last step on each object.
  Past past_;
  std::set<Id> allowed_;  ///< The objects that some step on them lets dangle.
  Span block_{};
};

}  // namespace

bool is_dangling(const Diagnostic& one) {
  const std::string_view id = one.id;
  return id >= kind::dangling_relation.id && id <= kind::foreign_key_kind.id;
}

void check_block(const std::vector<ir::Step>& steps, Schema& schema, Schema::Mark begin,
                 Diagnostics& diagnostics, std::span<const Id> dangled) {
  for (const Id& id : dangled)
    if (schema.find(id) != nullptr) schema.set_dangling(id, true);
  BlockCheck check(steps, schema, begin, diagnostics);
  for (const Id& id : affected(schema, begin)) check.check(id);
  for (const Id& id : dangled)
    if (schema.find(id) != nullptr) check.check(id);
}

}  // namespace migc::schema
