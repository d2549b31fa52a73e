#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/backends/script.hpp"
#include "compiler/diagnostics/diagnostics.hpp"

/// What people are told of a requirement that is not met.
namespace migc::backends {

/// `1 row`, `17 rows`, `at least 1000 rows`.
[[nodiscard]] std::string rows_in_words(std::size_t count);

/// `rows` says how many; an assertion speaks in its own words.
[[nodiscard]] diagnostics::Diagnostic refusal(const Requirement& requirement,
                                              const std::string& rows,
                                              const std::vector<std::string>& keys);
/// What can be done about it.
[[nodiscard]] std::string remedy(const Requirement& requirement);
/// Both in one line, where nothing can count the rows.
[[nodiscard]] std::string refusal_in_words(const Requirement& requirement);
/// The kind of requirement as JSON has it: `no_nulls`.
[[nodiscard]] std::string_view word(Requirement::Kind kind);

}  // namespace migc::backends
