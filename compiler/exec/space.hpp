#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "compiler/backends/script.hpp"
#include "compiler/database/connection.hpp"

namespace migc::exec {

/// A rebuild for which there may be too little room.
struct Shortage {
  std::string table;
  std::uintmax_t needed, free;  ///< Bytes.
};

/// Bytes that are free where a file is; nothing where the system does not say.
[[nodiscard]] std::optional<std::uintmax_t> free_space(const std::string& file);

/// The rebuild that is short of most, with so much room. A copy of a table with its indexes stands
/// beside it, and about as much again goes through the journal. Costs next to nothing unless room
/// is short.
[[nodiscard]] std::optional<Shortage> shortage(database::Connection& database,
                                               std::span<const backends::Plan> plans,
                                               std::uintmax_t free);

/// `1.5 GB`.
[[nodiscard]] std::string bytes_in_words(std::uintmax_t bytes);

}  // namespace migc::exec
