#pragma once

#include <vector>

#include "compiler/schema/model/schema.hpp"

namespace migc::schema {

/// The relations and types that `object` refers to by name, existing or not, each once: parents of
/// foreign keys, types of columns, the table of an index or trigger, what queries and bodies name.
[[nodiscard]] std::vector<Id> mentions_of(const Object& object, const dialect::Dialect& dialect);

}  // namespace migc::schema
