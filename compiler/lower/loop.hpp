#pragma once

#include <functional>
#include <map>
#include <string>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/lower/parameters.hpp"
#include "compiler/syntax/ast.hpp"

namespace migc::lower {

/// The loop variables in force, by folded name.
using Variables = std::map<std::string, const ast::Value*>;

/// Runs a compile-time loop: calls `body` once per element, with the variables bound. Reports a
/// variable that is not there, or elements that do not fit the variables.
void for_each_element(const ast::For& loop, const Variables& outer,
                      diagnostics::Diagnostics& diagnostics,
                      const std::function<void(const Variables&)>& body);

/// Puts literals in the place of `:name` and `${name}`; reports a name that nothing binds, and one
/// that is a list.
void bind(ir::Operation& operation, const Variables& variables, Parameters& parameters,
          diagnostics::Diagnostics& diagnostics);

}  // namespace migc::lower
