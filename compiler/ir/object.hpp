#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <variant>

#include "compiler/ir/table.hpp"

namespace migc::ir {

/// Names live in spaces of their own: tables, virtual tables and views share one.
enum class Space : std::uint8_t { relation, index, trigger, type, sequence };

/// What a database object is found by.
struct Id {
  Space space = Space::relation;
  std::string key;  ///< The folded name.

  auto operator<=>(const Id&) const = default;
};

struct IdHash {
  std::size_t operator()(const Id& id) const {
    return std::hash<std::string>{}(id.key) * 31 + static_cast<std::size_t>(id.space);
  }
};

using Object = std::variant<ir::Table, ir::View, ir::VirtualTable, ir::Index, ir::Trigger, ir::Enum,
                            ir::Sequence>;

[[nodiscard]] Id id_of(const Object& object);
[[nodiscard]] const Name& name_of(const Object& object);
/// Whether an object is in the database file, rather than in the connection's temporary schema, or
/// known to the model alone.
[[nodiscard]] bool is_stored(const Object& object);
/// Whether an object is the connection's, and not in the database file. An index is where its table
/// is.
[[nodiscard]] bool is_temporary(const Object& object);

}  // namespace migc::ir
