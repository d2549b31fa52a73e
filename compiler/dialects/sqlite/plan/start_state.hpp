#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/backends/script.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::backends::sqlite {

/// The schema as it was when a block began, seen from its end.
class StartState {
 public:
  /// `after` has to outlive it.
  StartState(const schema::Schema& after, schema::Schema::Mark begin);

  [[nodiscard]] const schema::Object* find(const schema::Id& id) const;
  /// The indexes and triggers on a table, the triggers on a view.
  [[nodiscard]] std::vector<const schema::Object*> on(const source::Name& relation) const;
  /// The names of the views and triggers that have the word somewhere in their text, and of the
  /// tables that refer to the relation.
  [[nodiscard]] std::vector<std::string> readers_of(const source::Name& relation) const;
  /// An object as the database has it; nothing for one that it keeps elsewhere, or not at all.
  [[nodiscard]] std::optional<Kept> kept(const schema::Object& object) const;
  /// A schema with the types that a table had.
  [[nodiscard]] schema::Schema types_of(const ir::Table& table) const;

 private:
  const schema::Schema& after_;
  std::map<schema::Id, const schema::Object*> changed_;  ///< Null: it was not there.
};

/// An object as the database has it behind a block; as above.
[[nodiscard]] std::optional<Kept> kept(const schema::Object& object, const schema::Schema& schema);

}  // namespace migc::backends::sqlite
