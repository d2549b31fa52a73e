#pragma once

#include "compiler/diagnostics/kind.hpp"

/// Files and whole histories.
namespace migc::diagnostics::kind {

// clang-format off

inline constexpr Kind<> not_a_definition{"E0311", error, "a schema may contain only `create` and `comment` statements"};
inline constexpr Kind<string> no_versions_folder{"E0490", error, "no folder `{}`: run `migc init` to create one, or set `versions` in migc.toml"};
inline constexpr Kind<string, string> cannot_read{"E0491", error, "cannot read `{}`: {}"};
inline constexpr Kind<string, string> irreversible{"E0492", error, "{} cannot be downgraded: {}"};

inline constexpr Kind<string, string, string> downgrade_differs{"W0101", warning, "the downgrade of {} does not restore the schema: `{}` {}"};
inline constexpr Kind<size_t> lines_cross{"W0102", warning, "the branches of this history cross so often that {} revisions were checked with all earlier revisions applied, not only with those that they follow"};
inline constexpr Kind<string_view> idle_allow{"W0108", warning, "`allow {}` has no effect: the statement after it does not need it"};
inline constexpr Kind<string, string, string_view, string, string_view> no_downgrade_over_rows{"W0110", warning, "`downgrade auto` of {} works only if `{}` has {}: `{}` {}"};
inline constexpr Kind<string_view> merge_from_branch{"W0467", warning, "a database at `{}` cannot be upgraded to the merge"};

// clang-format on

}  // namespace migc::diagnostics::kind
