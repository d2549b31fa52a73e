#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostics.hpp"

/// Addresses as they are typed.
namespace migc::graph {

/// An address taken apart: `branch@symbol+offset`. An empty symbol with an offset counts from the
/// current row.
struct Address {
  std::optional<std::string_view> branch;
  std::string_view symbol;
  std::optional<std::int64_t> offset;
};

/// Takes an address apart, or reports why it is none.
[[nodiscard]] std::optional<Address> read_address(std::string_view word,
                                                  diagnostics::Diagnostics& diagnostics);

/// Whether the word is a range, `a:b`, `a:` or `:b`.
[[nodiscard]] bool is_range(std::string_view word);

/// The two ends of a range as typed, either may be empty. Reports `a:b:c` and a word without a
/// colon.
struct Range {
  std::string from, to;
};
[[nodiscard]] std::optional<Range> parse_range(std::string_view word,
                                               diagnostics::Diagnostics& diagnostics);

/// Whether a word counts steps without saying from where: `+1`, `-1`, `label@+1`.
[[nodiscard]] bool is_step(std::string_view word);

}  // namespace migc::graph
