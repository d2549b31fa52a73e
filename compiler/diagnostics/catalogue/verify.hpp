#pragma once

#include "compiler/diagnostics/kind.hpp"

/// What a scratch database says.
namespace migc::diagnostics::kind {

// clang-format off

inline constexpr Kind<string, string> model_differs{"E0750", error, "after the upgrade to {}, `{}` in the database differs from migc's model: this is a bug in migc, please report it"};
inline constexpr Kind<string, string, string> not_restored{"E0751", error, "the downgrade of {} does not restore the database: `{}` {}"};
inline constexpr Kind<string> rehearsal_refused{"E0752", error, "SQLite refuses this: {}"};
inline constexpr Kind<string_view, string, string> rehearsal_differs{"E0753", error, "after the {} of {}, `{}` in SQLite differs from migc's model"};
inline constexpr Kind<string, string> object_broken{"E0754", error, "`{}` no longer works after this: {}"};
inline constexpr Kind<string, string> new_object_broken{"E0755", error, "`{}` does not work: {}"};
inline constexpr Kind<string> other_meaning{"E0756", error, "`{}` returns other rows after this statement, which should not change them"};
inline constexpr Kind<string> index_stale{"E0757", error, "the full-text table `{}` no longer matches its content after this"};

// squashes
inline constexpr Kind<string, string> squash_untried{"E0845", error, "`{}` was not written: the revisions to replace do not run on a scratch database ({})"};
inline constexpr Kind<string, string> squash_differs{"E0846", error, "`{}` does not do the same as the revisions that it replaces: {}"};

// a new database in one step
inline constexpr Kind<string> fresh_not_repeatable{"E0852", error, "`{}` returns another value each time, so the rows that this statement leaves are not known in advance"};
inline constexpr Kind<string> fresh_raw{"E0853", error, "`{}` in raw SQL does more than leave tables and rows, so it cannot be part of one step"};
inline constexpr Kind<string> fresh_refused{"E0854", error, "SQLite cannot create in one step what the revisions leave: {}"};
inline constexpr Kind<string, string> fresh_differs{"E0855", error, "in one step, `{}` would differ from what the revisions leave: {}"};

inline constexpr Kind<string, string> not_rehearsed{"W0120", warning, "`{}` was not rehearsed: {}"};
inline constexpr Kind<string, string> stops_on_null{"W0121", warning, "the upgrade to {} stops if rows hold NULL: {}"};
inline constexpr Kind<string, string> new_index_broken{"W0122", warning, "the virtual table `{}` cannot be read yet: {}"};
inline constexpr Kind<string> undeclared_change{"W0123", warning, "raw SQL changes `{}` without declaring it, so migc does not know of the change"};

// clang-format on

}  // namespace migc::diagnostics::kind
