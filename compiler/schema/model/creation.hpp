#pragma once

#include "compiler/ir/operation.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::schema {

/// The operation that creates an object; without the `was` of a target schema.
[[nodiscard]] ir::Operation creation_of(const Object& object);

}  // namespace migc::schema
