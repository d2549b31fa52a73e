#pragma once

#include <vector>

#include "compiler/ir/operation.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::schema {

/// The objects that an operation is on: those it creates, changes, drops, under their old and their
/// new name, and the table of an index or trigger it creates. Not what merely follows.
[[nodiscard]] std::vector<Id> affected_objects(const ir::Operation& operation);

}  // namespace migc::schema
