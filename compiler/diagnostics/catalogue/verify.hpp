#pragma once

#include "compiler/diagnostics/kind.hpp"

/// What a scratch database says.
namespace migc::diagnostics::kind {

// clang-format off

inline constexpr Kind<string, string> model_differs{"E0750", error, "after the upgrade to {} the database has another `{}` than the model: this is a defect of migc, please report it"};
inline constexpr Kind<string, string, string> not_restored{"E0751", error, "the downgrade of {} does not restore the database: `{}` {}"};
inline constexpr Kind<string> rehearsal_refused{"E0752", error, "SQLite refuses this: {}"};
inline constexpr Kind<string_view, string, string> rehearsal_differs{"E0753", error, "after the {} of {} SQLite has another `{}` than migc's model"};
inline constexpr Kind<string, string> object_broken{"E0754", error, "`{}` no longer works after this: {}"};
inline constexpr Kind<string, string> new_object_broken{"E0755", error, "`{}` does not work: {}"};
inline constexpr Kind<string> other_meaning{"E0756", error, "`{}` returns other rows after this, though nothing asks for that"};
inline constexpr Kind<string> index_stale{"E0757", error, "the full-text table `{}` no longer agrees with its content after this"};

// squashes
inline constexpr Kind<string, string> squash_untried{"E0845", error, "`{}` is not written: what it would replace does not run on a scratch database ({})"};
inline constexpr Kind<string, string> squash_differs{"E0846", error, "`{}` does not do what the revisions do that it replaces: {}"};

// a new database in one step
inline constexpr Kind<string> fresh_not_repeatable{"E0852", error, "`{}` is another value each time, so the rows that this statement leaves cannot be known before"};
inline constexpr Kind<string> fresh_raw{"E0853", error, "`{}` in raw SQL does more than to leave tables and rows, which is all that a fresh database can be given"};
inline constexpr Kind<string> fresh_refused{"E0854", error, "SQLite does not take what the revisions leave in one step: {}"};
inline constexpr Kind<string, string> fresh_differs{"E0855", error, "in one step `{}` would not be what the revisions leave: {}"};

inline constexpr Kind<string, string> not_rehearsed{"W0120", warning, "`{}` was not rehearsed: {}"};
inline constexpr Kind<string, string> stops_on_null{"W0121", warning, "the upgrade to {} stops where rows hold NULL: {}"};
inline constexpr Kind<string, string> new_index_broken{"W0122", warning, "the virtual table `{}` cannot be read yet: {}"};
inline constexpr Kind<string> undeclared_change{"W0123", warning, "raw SQL changes `{}` and does not declare it, so migc does not know of it"};

// clang-format on

}  // namespace migc::diagnostics::kind
