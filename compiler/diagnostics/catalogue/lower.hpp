#pragma once

#include "compiler/diagnostics/kind.hpp"

/// What statements stand for: names, loops, dialects.
namespace migc::diagnostics::kind {

// clang-format off

inline constexpr Kind<string_view, string> own_name{"E0264", error, "`{}` is the name of {}: choose another one"};
inline constexpr Kind<string> unknown_variable{"E0301", error, "no loop variable `{}`: `:name` stands for a variable of a `for` around the statement"};
inline constexpr Kind<string> variable_is_list{"E0302", error, "`:{}` is a list: loop over it with a `for` of its own"};
inline constexpr Kind<string> loop_over_literal{"E0303", error, "`{}` is one value: `for` runs over a list `(…, …)`, `[…]` or a map `{{ …: … }}`"};
inline constexpr Kind<> loop_needs_list{"E0304", error, "`for` runs over a list `(…, …)`, `[…]` or a map `{{ …: … }}`"};
inline constexpr Kind<size_t, size_t> element_does_not_fit{"E0305", error, "{} value(s) here for {} variables: each element of the list has one value per variable"};
inline constexpr Kind<string> unknown_dialect{"E0306", error, "no dialect `{}`: there are `sqlite`, `postgresql` and `mariadb`"};
inline constexpr Kind<> index_without_name{"E0307", error, "the index has no name: give it one, or set `ix` under `[naming]` in migc.toml"};
inline constexpr Kind<string> pattern_cannot_be_filled{"E0308", error, "`{{{}}}` of the naming convention cannot be known here: give it a name"};
inline constexpr Kind<string, string> sqlite_one_schema{"E0309", error, "no schema `{}` in SQLite: write `{}` alone, or put the statement in `on DIALECT {{ … }}`"};
inline constexpr Kind<string> was_in_migration{"E0310", error, "`was {}` says a rename in the wanted schema: in a migration write `alter table … rename`"};
inline constexpr Kind<size_t> loop_too_long{"E0312", error, "this loop comes to more than {} rounds or statements, those around and inside it multiplied"};
inline constexpr Kind<string_view> unknown_rule{"E0313", error, "no rule `{}` that could be allowed: there are `broken_object`, `data_loss`, `uncoupled` and `unresolved_name`"};

inline constexpr Kind<string_view> allow_before_block{"W0109", warning, "`allow {}` stands before a block, and allows nothing in it: put it before the statement that needs it"};

// clang-format on

}  // namespace migc::diagnostics::kind
