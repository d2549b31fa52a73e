#pragma once

#include <string>
#include <variant>
#include <vector>

#include "compiler/dialect/dialect.hpp"
#include "compiler/ir/object.hpp"

namespace migc::sql {

using ir::Name;

struct Relation;

/// What a reader of SQL asks of a schema: the objects that the names in a text stand for.
class Relations {
 public:
  virtual ~Relations() = default;
  /// The rules by which the texts are read.
  [[nodiscard]] virtual const dialect::Dialect& dialect() const = 0;
  /// The object, or null.
  [[nodiscard]] virtual const ir::Object* object(const ir::Id& id) const = 0;
  /// All names of a kind, sorted, for suggestions.
  [[nodiscard]] virtual std::vector<std::string> names(ir::Space space) const = 0;
  /// The indexes on a table, in creation order.
  [[nodiscard]] virtual std::vector<const ir::Index*> indexes_of(const ir::Name& table) const = 0;

  /// The columns of a relation, where they are kept from one reader to the next; else null. The
  /// address is good until the relations change.
  [[nodiscard]] virtual const Relation* columns_of(const std::string&) const { return nullptr; }

  [[nodiscard]] const ir::Table* table(const ir::Name& name) const {
    return as<ir::Table>({ir::Space::relation, name.key()});
  }
  [[nodiscard]] const ir::View* view(const ir::Name& name) const {
    return as<ir::View>({ir::Space::relation, name.key()});
  }
  [[nodiscard]] const ir::Enum* type(const ir::Name& name) const {
    return as<ir::Enum>({ir::Space::type, name.key()});
  }

 private:
  template <class T>
  [[nodiscard]] const T* as(const ir::Id& id) const {
    const ir::Object* found = object(id);
    return found == nullptr ? nullptr : std::get_if<T>(found);
  }
};

}  // namespace migc::sql
