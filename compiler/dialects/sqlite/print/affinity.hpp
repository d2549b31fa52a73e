#pragma once

#include <cstdint>
#include <string_view>

namespace migc::backends::sqlite {

/// What SQLite makes of a declared type.
/// https://www.sqlite.org/datatype3.html#determination_of_column_affinity
enum class Affinity : std::uint8_t { blob, text, numeric, integer, real };
[[nodiscard]] Affinity affinity_of(std::string_view type);

}  // namespace migc::backends::sqlite
