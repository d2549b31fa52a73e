#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostics.hpp"

/// Everything we complain about is in catalogue/, one header for each layer and one line for each
/// kind. The id is stable: people search for it and silence it, and `migc explain ID` explains it.
/// Argument types are checked against the text at compile time. Texts: lower case, no full stop,
/// code in backticks; what was found, what was expected and what to do next.
namespace migc::diagnostics::kind {

using std::size_t;
using std::string;
using std::string_view;
inline constexpr Severity error = Severity::error;
inline constexpr Severity warning = Severity::warning;

}  // namespace migc::diagnostics::kind
