#pragma once

#include "compiler/dialect/dialect.hpp"
#include "compiler/ir/expression.hpp"

namespace migc::sql {

using ir::Name;

/// Puts a name in the place of one in an expression. Quotes stay, as with SQLite.
void put_name(ir::Token& token, const Name& to, const dialect::Dialect& dialect);

}  // namespace migc::sql
