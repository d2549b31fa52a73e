#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "compiler/ir/object.hpp"
#include "compiler/sql/kept_columns.hpp"
#include "compiler/sql/relations.hpp"

namespace migc::schema {

using ir::Name;
using source::Span;

using ir::Id;
using ir::id_of;
using ir::IdHash;
using ir::is_stored;
using ir::is_temporary;
using ir::name_of;
using ir::Object;
using ir::Space;

/// An object and where it comes from.
struct Entry {
  Object object;
  std::uint64_t order = 0;  ///< Creation order; kept by a replacement.
  Span created;             ///< The name in the statement that created it.
  std::string created_by;   ///< Revision ids, for the notes of diagnostics.
  std::string changed_by;
  std::vector<Id> mentions;  ///< Relations and types that it refers to by name, existing or not.
};

/// Everything in the database at one moment, by name, and who refers to whom.
///
/// All changes go through put() and erase(), which keep the dependents up to date and write a
/// journal: undo_to() takes changes back, so that no revision needs a copy of the schema.
class Schema final : public sql::Relations {
 public:
  /// An empty one, of a database with these rules. They have to outlive it.
  explicit Schema(const dialect::Dialect& dialect) : dialect_(&dialect) {}

  [[nodiscard]] const dialect::Dialect& dialect() const override { return *dialect_; }
  [[nodiscard]] const Entry* find(const Id& id) const;
  [[nodiscard]] const Object* object(const Id& id) const override;
  template <class T>
  [[nodiscard]] const T* find(Space space, const Name& name) const {
    const Entry* entry = find(Id{space, name.key()});
    return entry == nullptr ? nullptr : std::get_if<T>(&entry->object);
  }
  [[nodiscard]] const ir::Index* index(const Name& name) const {
    return find<ir::Index>(Space::index, name);
  }
  [[nodiscard]] const ir::Trigger* trigger(const Name& name) const {
    return find<ir::Trigger>(Space::trigger, name);
  }

  /// Every object, in creation order. For reports; never called per step.
  [[nodiscard]] std::vector<const Entry*> all() const;
  /// The objects that mention `id`, in creation order: indexes and triggers on a table, views over
  /// it, triggers elsewhere whose bodies name it, tables with foreign keys to it (itself included).
  [[nodiscard]] std::vector<const Entry*> dependents(const Id& id) const;
  /// The indexes on a table, the triggers on a table or view, in creation order.
  [[nodiscard]] std::vector<const ir::Index*> indexes_of(const Name& table) const override;
  [[nodiscard]] std::vector<const ir::Trigger*> triggers_of(const Name& relation) const;
  /// The tables that have foreign keys.
  [[nodiscard]] const std::set<Id>& children() const { return children_; }
  /// The views and triggers in whose text the word is, which is of `a` to `z`, digits, `_` and `$`;
  /// all of them for an empty one. Comments and literals count.
  [[nodiscard]] const std::set<Id>& saying(const std::string& word) const;
  /// Names of all relations, sorted, for suggestions.
  [[nodiscard]] std::vector<std::string> names(Space space) const override;
  [[nodiscard]] const sql::Relation* columns_of(const std::string& key) const override;

  /// Creates the object, or replaces the one that has its name. A replacement keeps order and
  /// origin.
  void put(Object object);
  void erase(const Id& id);
  /// Replaces the object called `id` by one that may have another name; order and origin stay.
  void replace(const Id& id, Object object);

  /// Notes that an object's names do not all resolve, or do again; undo_to() takes it back too.
  void set_dangling(const Id& id, bool is);

  /// Said of every change from now on: the revision that makes it.
  void set_revision(std::string id) { revision_ = std::move(id); }

  /// A point in the journal.
  using Mark = std::size_t;
  [[nodiscard]] Mark mark() const { return journal_.size(); }
  /// Takes back every change since `mark`.
  void undo_to(Mark mark);
  /// What has changed since `mark`, each once, with the object as it was then (none: not there).
  struct Change {
    Id id;
    const std::optional<Entry>* before;
  };
  [[nodiscard]] std::vector<Change> changes_since(Mark mark) const;
  /// The last change of each object since `mark`, and the last that made it.
  struct Latest {
    std::unordered_map<Id, Mark, IdHash> changed, created;
  };
  [[nodiscard]] Latest latest_since(Mark mark) const;
  /// Those among what has changed since `mark` that were dangling then.
  [[nodiscard]] std::vector<Id> dangling_at(Mark mark) const;
  /// Forgets the journal: marks taken earlier are void.
  void forget_journal() { journal_.clear(); }

  /// Objects whose names do not all resolve, and that is known and allowed. To be read; changed by
  /// set_dangling(), and by erase() and replace(), which take the object out.
  std::set<Id> dangling;
  /// Views and triggers with something in double quotes of which it is not known whether it is a
  /// column or a text. To be read.
  std::set<Id> doubtful;
  /// What steps in error would have created: its absence is no further mistake, and not reported.
  std::set<Id> failed;

 private:
  struct Undo {
    Id id;
    std::optional<Entry> before;
    bool was_dangling = false;
    bool only_dangling = false;  ///< The object itself stays as it is.
  };

  template <class T>
  [[nodiscard]] std::vector<const T*> standing_on(const Name& relation) const;
  void set(const Id& id, std::optional<Entry> entry);
  void note_doubt(const Id& id, const Object* object);
  /// Takes an object out of what saying() finds, or puts it in.
  void forget_words(const Id& id, const Object& object);
  void note_words(const Id& id, const Object& object);
  /// What stands on a table or view: its indexes and triggers.
  void note_place(const Id& id, const Object& object);
  void forget_place(const Id& id, const Object& object);
  /// Takes back what is known of the columns of a relation, and of the views that read it.
  void forget_columns(const Id& id);
  void link(const Id& from, const Entry& entry);
  void unlink(const Id& from, const Entry& entry);

  const dialect::Dialect* dialect_;
  std::unordered_map<Id, Entry, IdHash> objects_;
  std::unordered_map<Id, std::set<Id>, IdHash> dependents_;
  std::unordered_map<std::string, std::set<Id>> standing_on_;  ///< By the key of the relation.
  std::set<Id> children_;
  std::unordered_map<std::string, std::set<Id>> saying_;
  std::vector<Undo> journal_;
  std::uint64_t next_order_ = 1;
  mutable sql::KeptColumns columns_;  ///< As far as asked for.
  std::string revision_;
};

/// Same definition, token by token: layout, comments, letter case of bare words and the places
/// where things were written do not count.
[[nodiscard]] bool same_definition(const Object& a, const Object& b);

}  // namespace migc::schema
