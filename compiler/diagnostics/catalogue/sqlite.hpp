#pragma once

#include "compiler/diagnostics/kind.hpp"

/// What SQLite cannot do.
namespace migc::diagnostics::kind {

// clang-format off

inline constexpr Kind<string> sqlite_no_index_method{"E0501", error, "SQLite has one kind of index: leave `using …` out of index `{}`, or write the statement in `on DIALECT {{ … }}`"};
inline constexpr Kind<string> sqlite_no_include{"E0502", error, "SQLite has no `include` columns: add them to the terms of index `{}`, or write the statement in `on DIALECT {{ … }}`"};
inline constexpr Kind<string> sqlite_no_concurrently{"E0503", error, "SQLite builds an index in one go: leave `concurrently` out of index `{}`, or write the statement in `on DIALECT {{ … }}`"};
inline constexpr Kind<string_view> sqlite_nulls_order{"E0504", error, "SQLite sorts NULLs before everything else: here only `nulls {}` is possible"};
inline constexpr Kind<string> sqlite_no_sequences{"E0505", error, "SQLite has no sequences: write the statements of `{}` in `on DIALECT {{ … }}`"};
inline constexpr Kind<string> sqlite_transaction_control{"E0506", error, "`{}` in raw SQL: migc runs each revision in a transaction of its own; leave it out"};
inline constexpr Kind<string, string> sqlite_rebuild_never{"E0507", error, "`{}` would have to be rebuilt ({}), and `rebuild = \"never\"` forbids that"};
inline constexpr Kind<string, string> wrapped_foreign_keys{"E0508", error, "{} cannot run inside another's transaction: {} needs foreign keys off, which is not possible there"};
inline constexpr Kind<string> wrapped_without_transaction{"E0509", error, "{} has `transaction off`, so it cannot run inside another's transaction"};
inline constexpr Kind<string> exec_uncoupled{"E0510", error, "should this statement alone fail, a program that goes on after errors commits the rest of {}"};
inline constexpr Kind<string> sqlite_other_file{"E0511", error, "`{}` in raw SQL reaches another file: a revision changes this database alone; do it in a program of your own, before or after"};
inline constexpr Kind<> sqlite_vacuum{"E0512", error, "`vacuum` cannot run in a transaction: say `transaction off;` in the header of the revision, or run it after the migration"};
inline constexpr Kind<string_view> sqlite_looks_back{"E0514", error, "`{}()` here would tell of migc's own statement before this one, and not of yours"};

// clang-format on

}  // namespace migc::diagnostics::kind
