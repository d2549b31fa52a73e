#pragma once

#include "compiler/diagnostics/kind.hpp"

/// What statements stand for: names, loops, dialects.
namespace migc::diagnostics::kind {

// clang-format off

inline constexpr Kind<string_view, string> own_name{"E0264", error, "`{}` is the name of {}: choose another name"};
inline constexpr Kind<string> unknown_variable{"E0301", error, "no loop variable `{}`: `:name` refers to a variable of a `for` around the statement"};
inline constexpr Kind<string> variable_is_list{"E0302", error, "`:{}` is a list: loop over it with another `for`"};
inline constexpr Kind<string> loop_over_literal{"E0303", error, "`{}` is a single value: `for` needs a list `(…, …)`, `[…]` or a map `{{ …: … }}`"};
inline constexpr Kind<> loop_needs_list{"E0304", error, "`for` needs a list `(…, …)`, `[…]` or a map `{{ …: … }}`"};
inline constexpr Kind<size_t, size_t> element_does_not_fit{"E0305", error, "{} value(s) here for {} variables: each element needs one value for each variable"};
inline constexpr Kind<string> unknown_dialect{"E0306", error, "no dialect `{}`: use `sqlite`, `postgresql` or `mariadb`"};
inline constexpr Kind<> index_without_name{"E0307", error, "the index has no name: name it, or set `ix` under `[naming]` in migc.toml"};
inline constexpr Kind<string> pattern_cannot_be_filled{"E0308", error, "`{{{}}}` of the naming convention is not known here: write a name"};
inline constexpr Kind<string_view, string, string> no_such_schema{"E0309", error, "{} has no schema `{}`: write only `{}`, or put the statement into `on DIALECT {{ … }}`"};
inline constexpr Kind<string> was_in_migration{"E0310", error, "`was {}` declares a rename in the target schema: in a migration, write `alter table … rename`"};
inline constexpr Kind<size_t> loop_too_long{"E0312", error, "this loop, with those around and inside it, makes more than {} rounds or statements"};
inline constexpr Kind<string_view> unknown_rule{"E0313", error, "no rule `{}`: `allow` takes `broken_object`, `data_loss`, `uncoupled` or `unresolved_name`"};
inline constexpr Kind<string, string> unknown_parameter{"E0316", error, "no parameter `{}`: declare it in the header, `parameter {} varchar default '…';`"};
inline constexpr Kind<string, string> parameter_without_value{"E0317", error, "the parameter `{}` has no value: give it with `-x {}=VALUE` or in migc.toml, or add `default …`"};
inline constexpr Kind<string, string, string_view> parameter_value{"E0318", error, "the parameter `{}` cannot be `{}`: its type takes {}"};
inline constexpr Kind<string, string, string_view> parameter_default{"E0319", error, "`{}` cannot be the default of `{}`: its type takes {}"};

inline constexpr Kind<string, string_view> parameter_in_text{"W0124", warning, "`${{{}}}` stays as it is in {}: a parameter is a literal of its own"};
inline constexpr Kind<string> unused_parameter{"W0125", warning, "the parameter `{}` is not used"};
inline constexpr Kind<string_view> allow_before_block{"W0109", warning, "`allow {}` before a block has no effect in it: put it before the statement that needs it"};

// clang-format on

}  // namespace migc::diagnostics::kind
