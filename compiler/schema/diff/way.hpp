#pragma once

#include <set>
#include <string>
#include <vector>

#include "compiler/schema/diff/diff.hpp"

namespace migc::schema {

/// A schema on its way to another. Each change is tried at once on a copy of the first, so that the
/// next is found for the schema as it will be.
class Way {
 public:
  explicit Way(const Schema& from) : at_(from) { at_.forget_journal(); }

  /// The first schema with all changes so far.
  [[nodiscard]] const Schema& at() const { return at_; }

  void add(Change change);
  /// Changes of one table.
  void add_all(std::vector<Change> changes);
  /// Creates what is not there; returns whether it was not.
  bool create(const Object& object);
  void drop(const Object& object, std::vector<std::string> remarks = {});
  /// Lets the full-text indexes that were created read what was there before them.
  void fill_indexes();

  /// Why some could not be made; what they should have led to is then missing at the end.
  [[nodiscard]] const std::vector<std::string>& refused() const { return refused_; }
  [[nodiscard]] std::vector<Change> take() { return std::move(changes_); }

 private:
  void note_fill(const ir::VirtualTable& table);

  Schema at_;
  std::vector<std::string> refused_;
  std::vector<Change> changes_;
  std::set<Id> created_;
  std::vector<ir::Operation> fills_;  ///< What full-text indexes are filled by.
};

/// Renames what `to` says that it `was`, through a free name where names change places.
/// Reports a `was` that cannot be a rename.
void rename_as_said(Way& way, const Schema& to, diagnostics::Diagnostics& diagnostics);

/// Drops the foreign keys that lead nowhere once their parents are as they are to be.
void drop_foreign_keys(Way& way, const Schema& to);

/// Creates the tables that are not there and alters the others, each once what its foreign keys
/// refer to is there.
void settle_tables(Way& way, const Schema& to, ColumnOrder counts);

}  // namespace migc::schema
