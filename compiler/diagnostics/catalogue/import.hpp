#pragma once

#include "compiler/diagnostics/kind.hpp"

/// What other tools keep.
namespace migc::diagnostics::kind {

// clang-format off

inline constexpr Kind<string, string> nothing_to_import{"E0821", error, "`{}` is nothing that can be imported: {}"};
inline constexpr Kind<string> no_alembic_output{"E0823", error, "no line `-- Running upgrade … -> …` in `{}`: it is not the output of `alembic upgrade head --sql`"};
inline constexpr Kind<string> file_without_number{"E0824", error, "`{}` has no number, so its place among the others is not known: rename it, or move it away"};
inline constexpr Kind<string> file_without_up{"E0825", error, "`{}` undoes what no other file does"};
inline constexpr Kind<string, string> sqitch_without_script{"E0826", error, "the change `{}` of the plan has no script `{}`"};
inline constexpr Kind<string, string, string> sqitch_dependency{"E0827", error, "the change `{}` does not fit into the plan: it names `{}`, {}"};
inline constexpr Kind<string, string> legacy_foreign_key{"E0828", error, "under `pragma legacy_alter_table` the foreign keys of `{1}` go on to name `{0}`, and the rename of a migration takes them along: rebuild `{1}` in the source, or leave the pragma out"};

inline constexpr Kind<string> left_out{"W0103", warning, "`{}` is no part of a migration, and is left out"};
inline constexpr Kind<string> repeatable_once{"W0106", warning, "`{}` is repeatable, and becomes a revision that runs once, behind all others"};

// clang-format on

}  // namespace migc::diagnostics::kind
