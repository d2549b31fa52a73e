#include "compiler/backends/sqlite/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "compiler/source/name.hpp"

namespace migc::backends::sqlite {

std::optional<std::size_t> longest_text(std::string_view declared_type) {
  const std::size_t open = declared_type.find('(');
  if (open == std::string_view::npos || affinity_of(declared_type) != Affinity::text)
    return std::nullopt;
  std::string_view digits = declared_type.substr(open + 1);
  digits.remove_prefix(std::min(digits.find_first_not_of(' '), digits.size()));
  std::size_t length = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), length);
  return read.ec == std::errc() ? std::optional(length) : std::nullopt;
}

// A comparison with a number converts the other side exactly as storing it does, where it is a text
// at all: CAST(… AS NUMERIC) is equal to a text that is a number, and to no other.

std::string refused_by_strict(const std::string& column, std::string_view type) {
  const std::string word = source::fold(type);
  const std::string number =
      fmt::format("+{0} = CAST({0} AS NUMERIC) AND typeof({0}) <> 'blob'", column);
  if (word == "any") return "";
  if (word == "blob") return fmt::format("typeof({}) NOT IN ('blob', 'null')", column);
  if (word == "text") return fmt::format("typeof({}) = 'blob'", column);
  if (word == "real") return fmt::format("{} IS NOT NULL AND NOT ({})", column, number);
  return fmt::format(
      "{0} IS NOT NULL AND NOT ({1} AND CAST({0} AS NUMERIC) = CAST(CAST({0} AS "
      "NUMERIC) AS INTEGER))",
      column, number);
}

std::string no_rowid(const std::string& column) { return refused_by_strict(column, "INTEGER"); }

std::string altered_by(const std::string& column, Affinity affinity) {
  const auto text_altered = [&](std::string_view cast) {
    return fmt::format("CAST(CAST({0} AS {1}) AS TEXT) <> {0} COLLATE BINARY", column, cast);
  };
  const std::string number =
      fmt::format("typeof({0}) = 'text' AND +{0} = CAST({0} AS NUMERIC)", column);
  switch (affinity) {
    case Affinity::integer:
    case Affinity::numeric:
      return fmt::format("{} AND {}", number, text_altered("NUMERIC"));
    case Affinity::real:
      return fmt::format(
          "({0} AND {1} AND {2}) OR (typeof({3}) = 'integer' AND CAST(CAST({3} AS REAL) AS "
          "INTEGER) <> {3})",
          number, text_altered("NUMERIC"), text_altered("REAL"), column);
    case Affinity::text:
      return fmt::format("typeof({0}) = 'real' AND CAST(CAST({0} AS TEXT) AS REAL) <> {0}", column);
    case Affinity::blob:
      return "";
  }
  return "";
}

}  // namespace migc::backends::sqlite
