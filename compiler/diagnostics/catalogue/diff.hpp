#pragma once

#include "compiler/diagnostics/kind.hpp"

/// Statements that lead from one schema to another.
namespace migc::diagnostics::kind {

// clang-format off

inline constexpr Kind<string, string, string> was_taken{"E0314", error, "cannot follow `was {}`: {} has that name and `{}` as well"};
inline constexpr Kind<string, string, string> was_twice{"E0315", error, "`was {}`: `{}` and `{}` cannot both be its new name"};
inline constexpr Kind<string, string> no_way_between{"E0801", error, "no statements lead to the target {} `{}`"};

inline constexpr Kind<string, string> was_unknown{"W0104", warning, "`was {}`: {} has nothing of that name, so this is new"};

// clang-format on

}  // namespace migc::diagnostics::kind
