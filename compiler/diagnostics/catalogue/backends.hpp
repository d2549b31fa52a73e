#pragma once

#include "compiler/diagnostics/kind.hpp"

/// Rows that a migration could not take, found before it runs.
namespace migc::diagnostics::kind {

// clang-format off

using RowsKind = Kind<string, string, string>;  // how many rows, their table, what they lack

inline constexpr Kind<string> condition_failed{"E0712", error, "{}"};
inline constexpr RowsKind rows_null{"E0760", error, "{} of `{}` with NULL in `{}`, which becomes NOT NULL"};
inline constexpr RowsKind rows_without_value{"E0761", error, "{} of `{}` with no value for the new column `{}`, which is NOT NULL and has no default"};
inline constexpr RowsKind rows_not_unique{"E0762", error, "{} of `{}` with a duplicate `{}`, which becomes unique"};
inline constexpr RowsKind rows_violate{"E0763", error, "{} of `{}` violating the new check `{}`"};
inline constexpr RowsKind rows_orphaned{"E0764", error, "{} of `{}` without a parent under the new foreign key `{}` (orphan rows)"};
inline constexpr RowsKind rows_unconvertible{"E0765", error, "{} of `{}` with a value in `{}` that the column can no longer hold"};
inline constexpr RowsKind rows_too_long{"E0766", error, "{} of `{}` with a text in `{}` that is longer than its new type allows"};
inline constexpr RowsKind rows_altered{"E0767", error, "{} of `{}` with a value in `{}` that its new type would change, as '007' becomes 7"};
inline constexpr RowsKind rows_lose_value{"E0768", error, "{} of `{}` set to NULL in `{}` by its `using`, but the column is NOT NULL"};
inline constexpr RowsKind rows_dropped{"E0769", error, "{} of `{}` lost with {}"};
inline constexpr RowsKind values_dropped{"E0770", error, "{} of `{}` with a value in `{}`, which would be lost with the column"};
inline constexpr RowsKind values_replaced{"E0771", error, "{} of `{}` with a value in `{}`, which its new expression would replace"};

// clang-format on

}  // namespace migc::diagnostics::kind
