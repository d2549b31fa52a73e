#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/dialects/sqlite/print/affinity.hpp"

/// What SQLite does with a value that is stored in a column of a declared type.
namespace migc::backends::sqlite {

/// How many characters a declared type such as `VARCHAR(100)` speaks of. SQLite itself takes longer
/// texts without a word.
[[nodiscard]] std::optional<std::size_t> longest_text(std::string_view declared_type);

/// Conditions over a column, as SQL; empty where no value meets them.

/// A value that a STRICT table refuses in a column of this type.
[[nodiscard]] std::string refused_by_strict(const std::string& column, std::string_view type);
/// A value that cannot be a rowid. NULL can: it is given a number.
[[nodiscard]] std::string no_rowid(const std::string& column);
/// A value that the affinity makes another one of: '007' becomes 7.
[[nodiscard]] std::string altered_by(const std::string& column, Affinity affinity);

/// What a literal is once it is stored in a column of that affinity, as an expression.
[[nodiscard]] std::string stored_literal(const std::string& literal, Affinity affinity);

}  // namespace migc::backends::sqlite
