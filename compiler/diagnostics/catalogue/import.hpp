#pragma once

#include "compiler/diagnostics/kind.hpp"

/// What other tools keep.
namespace migc::diagnostics::kind {

// clang-format off

inline constexpr Kind<string, string> nothing_to_import{"E0821", error, "cannot import `{}`: {}"};
inline constexpr Kind<string> no_alembic_output{"E0823", error, "no line `-- Running upgrade … -> …` in `{}`: it is not the output of `alembic upgrade head --sql`"};
inline constexpr Kind<string> file_without_number{"E0824", error, "`{}` has no number, so its position is not known: rename it, or move it away"};
inline constexpr Kind<string> file_without_up{"E0825", error, "`{}` undoes a change that no other file makes"};
inline constexpr Kind<string, string> sqitch_without_script{"E0826", error, "change `{}` of the plan has no script `{}`"};
inline constexpr Kind<string, string, string> sqitch_dependency{"E0827", error, "change `{}` does not fit into the plan: it refers to `{}`, {}"};
inline constexpr Kind<string, string> legacy_foreign_key{"E0828", error, "with `pragma legacy_alter_table`, the foreign keys of `{1}` keep referring to `{0}`, but a rename in a migration updates them: rebuild `{1}` in the source, or remove the pragma"};

inline constexpr Kind<string> left_out{"W0103", warning, "`{}` does not belong in a migration and is left out"};
inline constexpr Kind<string> repeatable_once{"W0106", warning, "`{}` is repeatable, and becomes a revision that runs once, after all others"};

// clang-format on

}  // namespace migc::diagnostics::kind
