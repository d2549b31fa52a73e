#pragma once

#include "compiler/diagnostics/kind.hpp"

/// What a database says when migc runs on it.
namespace migc::diagnostics::kind {

// clang-format off

// connections
inline constexpr Kind<string, string> database_unopened{"E0701", error, "cannot open database `{}`: {}"};
inline constexpr Kind<string, string> database_folder{"E0702", error, "no folder `{}` for database `{}`: create it, or correct the url"};
inline constexpr Kind<string> database_missing{"E0703", error, "no database at `{}`"};
inline constexpr Kind<string, string> not_a_database{"E0704", error, "`{}` is not an intact SQLite database: {}"};
inline constexpr Kind<string, string> database_read_only{"E0705", error, "cannot write to database `{}`: {}"};
inline constexpr Kind<string, string> database_locked{"E0706", error, "database `{}` is locked by another process: gave up after {} s"};
inline constexpr Kind<string> not_sqlite{"E0707", error, "cannot connect to `{}`: this migc connects to SQLite databases only"};
inline constexpr Kind<string, string> url_option{"E0708", error, "cannot use option `{}` of url `{}`: SQLite has only `timeout`, a number of seconds"};
inline constexpr Kind<string> refused{"E0711", error, "SQLite refused: {}"};

// running
inline constexpr Kind<string> transaction_control{"E0713", error, "`{}` in raw SQL: migc begins and ends the transactions itself; remove it"};
inline constexpr Kind<string> transaction_ended{"E0714", error, "this statement {}: remove the part that does so"};
inline constexpr Kind<string> interrupted{"E0715", error, "interrupted by {}"};
inline constexpr Kind<> reaches_other_file{"E0716", error, "SQL of a rehearsal uses another file (ATTACH, DETACH, VACUUM INTO or a folder for temporary files): it was not run"};
inline constexpr Kind<string, string> drifted{"E0717", error, "`{}` is not as the migrations left it, and changes made by hand would be lost in {}"};
inline constexpr Kind<string, string, string> broken_by_hand{"E0718", error, "`{}`, made by hand, depends on {} and would stop working in {}"};
inline constexpr Kind<string, string> outcome_differs{"E0719", error, "`{}` is not as expected after {}"};
inline constexpr Kind<string, string> version_shape{"E0721", error, "`{}` in the database is not a version table: {}"};
inline constexpr Kind<string, string> version_value{"E0722", error, "`{}` in the database holds {}, which cannot be a revision"};
inline constexpr Kind<string, string> version_moved{"E0723", error, "another process moved the database from {} to {}"};
inline constexpr Kind<string> log_shape{"E0725", error, "`{}` in the database is not a log table of migc"};
inline constexpr Kind<string, string, string> made_useless{"E0727", error, "{} `{}`, as {} creates it, would fail whenever it is used: what it depends on was changed by hand"};

// backups
inline constexpr Kind<string, string> backup_failed{"E0730", error, "cannot back up to `{}`: {}"};
inline constexpr Kind<string> backup_exists{"E0731", error, "`{}` already exists, and a backup overwrites nothing: choose another name"};
inline constexpr Kind<string> backup_unsound{"E0732", error, "the backup was damaged and has been removed: {}"};
inline constexpr Kind<string> backup_of_memory{"E0733", error, "`{}` is in memory, so there is nothing to back up"};

// clang-format on

}  // namespace migc::diagnostics::kind
