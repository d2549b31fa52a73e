#pragma once

#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/ir/operation.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::schema {

/// One operation on the way from a schema to another.
struct Change {
  ir::Operation operation;
  std::vector<std::string> remarks{};  ///< What a person has to decide or should know, a line each.
  bool more = false;                   ///< One statement with the next, as ir::Step says.
};

[[nodiscard]] ir::Step step_of(const Change& change);

/// Whether another order of a table's columns is a difference. Where it is not, a new column comes
/// last, which needs no rebuild.
enum class ColumnOrder { counts, ignored };

/// The way from a schema to another.
struct Difference {
  std::vector<Change> changes;
  std::vector<Name> in_other_order;  ///< The tables whose columns still stand in another order.
};

/// The operations that make `to` of `from`, each of which can be done when those before it are:
/// what depends on others goes first and comes last. What `to` says that it `was` is renamed; what
/// merely looks like a rename is remarked. None when both are the same.
///
/// Reports a `was` that names nothing or cannot be, and what no operation of the language leads to.
[[nodiscard]] Difference difference(const Schema& from, const Schema& to, ColumnOrder counts,
                                    diagnostics::Diagnostics& diagnostics);
/// The changes alone, order included.
[[nodiscard]] std::vector<Change> diff(const Schema& from, const Schema& to,
                                       diagnostics::Diagnostics& diagnostics);

/// The ids of the objects that are not the same in both, or only in one.
[[nodiscard]] std::vector<Id> differing(const Schema& a, const Schema& b);

}  // namespace migc::schema
