#pragma once

#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/ir/operation.hpp"
#include "compiler/schema/schema.hpp"

namespace migc::schema {

/// One operation on the way from a schema to another.
struct Change {
  ir::Operation operation;
  std::vector<std::string> remarks{};  ///< What a person has to decide or should know, a line each.
};

/// The operations that make `to` of `from`, each of which can be done when those before it are:
/// what depends on others goes first and comes last. What `to` says that it `was` is renamed; what
/// merely looks like a rename is remarked. None when both are the same.
///
/// Reports a `was` that names nothing, and what no operation of the language leads to.
[[nodiscard]] std::vector<Change> diff(const Schema& from, const Schema& to,
                                       diagnostics::Diagnostics& diagnostics);

/// The ids of the objects that are not the same in both, or only in one.
[[nodiscard]] std::vector<Id> differing(const Schema& a, const Schema& b);

}  // namespace migc::schema
