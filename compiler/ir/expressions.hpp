#pragma once

#include <vector>

#include "compiler/ir/operation.hpp"

/// The expressions that something holds, as it is written.
namespace migc::ir {

[[nodiscard]] std::vector<Expression*> expressions_of(Column& column);
[[nodiscard]] std::vector<Expression*> expressions_of(TableConstraint& constraint);
[[nodiscard]] std::vector<Expression*> expressions_of(Table& table);
[[nodiscard]] std::vector<Expression*> expressions_of(Operation& operation);

}  // namespace migc::ir
