#pragma once

#include "compiler/diagnostics/kind.hpp"

/// What SQLite cannot do.
namespace migc::diagnostics::kind {

// clang-format off

inline constexpr Kind<string> sqlite_no_index_method{"E0501", error, "SQLite has only one kind of index: remove `using …` from index `{}`, or put the statement into `on DIALECT {{ … }}`"};
inline constexpr Kind<string> sqlite_no_include{"E0502", error, "SQLite has no `include` columns: add them to the columns of index `{}`, or put the statement into `on DIALECT {{ … }}`"};
inline constexpr Kind<string> sqlite_no_concurrently{"E0503", error, "SQLite cannot build an index concurrently: remove `concurrently` from index `{}`, or put the statement into `on DIALECT {{ … }}`"};
inline constexpr Kind<string_view> sqlite_nulls_order{"E0504", error, "SQLite sorts NULLs before all other values: only `nulls {}` is possible here"};
inline constexpr Kind<string> sqlite_no_sequences{"E0505", error, "SQLite has no sequences: put the statements of `{}` into `on DIALECT {{ … }}`"};
inline constexpr Kind<string> sqlite_transaction_control{"E0506", error, "`{}` in raw SQL: migc runs each revision in its own transaction; remove it"};
inline constexpr Kind<string, string> sqlite_rebuild_never{"E0507", error, "`{}` needs a rebuild ({}), and `rebuild = \"never\"` forbids it"};
inline constexpr Kind<string, string> wrapped_foreign_keys{"E0508", error, "{} cannot run inside another transaction: {} needs foreign keys off, which is not possible there"};
inline constexpr Kind<string> wrapped_without_transaction{"E0509", error, "{} has `transaction off`, so it cannot run inside another transaction"};
inline constexpr Kind<string> exec_uncoupled{"E0510", error, "if only this statement fails, a program that continues after errors commits the rest of {}"};
inline constexpr Kind<string> sqlite_other_file{"E0511", error, "`{}` in raw SQL uses another file, and a revision may change only this database: do it in a separate program, before or after"};
inline constexpr Kind<> sqlite_vacuum{"E0512", error, "`vacuum` cannot run in a transaction: add `transaction off;` to the header of the revision, or run it after the migration"};
inline constexpr Kind<string_view> sqlite_looks_back{"E0514", error, "`{}()` here would return the result of a statement that migc adds, not of yours"};

// clang-format on

}  // namespace migc::diagnostics::kind
