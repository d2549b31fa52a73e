#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostics.hpp"

/// Everything we complain about, a line each. The id is stable: people search for it and silence it.
/// Argument types are checked against the text at compile time. Texts: lower case, no full stop, code in
/// backticks; first what was found, then the rule or the remedy if it is not obvious.
namespace migc::diagnostics::kind {

using std::size_t;
using std::string;
using std::string_view;
inline constexpr Severity error = Severity::error;
inline constexpr Severity warning = Severity::warning;

// clang-format off

// E01xx: the text of a `.mig` file (syntax)

// E02xx: names and definitions (schema)

// E03xx: what statements stand for (lower)

// E04xx: the graph of revisions, addresses

// E05xx: what a dialect cannot do (backends)

// E06xx: settings and usage (config, cli)

// E07xx: what a database says (exec, verify)

// W01xx: warnings

// clang-format on

}  // namespace migc::diagnostics::kind
