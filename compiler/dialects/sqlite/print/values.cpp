#include "compiler/dialects/sqlite/print/values.hpp"

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
  // No other type lasts in a STRICT table: another action of the statement gives it one.
  if (word != "int" && word != "integer") return "";
  return fmt::format(
      "{0} IS NOT NULL AND NOT ({1} AND CAST({0} AS NUMERIC) = CAST(CAST({0} AS "
      "NUMERIC) AS INTEGER))",
      column, number);
}

std::string no_rowid(const std::string& column) { return refused_by_strict(column, "INTEGER"); }

namespace {

/// A text in quotes that is a number and nothing else, but for white space around it.
bool is_number_in_quotes(std::string_view literal) {
  constexpr std::string_view digits = "0123456789", blank = " \t\n\v\f\r";
  if (literal.size() < 3 || literal.front() != '\'') return false;
  std::string_view text = literal.substr(1, literal.size() - 2);
  const auto skip = [&](std::string_view any) {
    const std::size_t count = std::min(text.find_first_not_of(any), text.size());
    text.remove_prefix(count);
    return count;
  };
  const auto skip_one = [&](std::string_view any) {
    const bool found = !text.empty() && any.find(text.front()) != std::string_view::npos;
    if (found) text.remove_prefix(1);
    return found;
  };
  skip(blank);
  skip_one("+-");
  std::size_t count = skip(digits);
  if (skip_one(".")) count += skip(digits);
  if (count == 0) return false;
  if (skip_one("eE")) {
    skip_one("+-");
    if (skip(digits) == 0) return false;
  }
  skip(blank);
  return text.empty();
}

}  // namespace

std::string stored_literal(const std::string& literal, Affinity affinity) {
  const bool is_text = literal.front() == '\'';
  const bool is_blob = literal.front() == 'x' || literal.front() == 'X';
  if (affinity == Affinity::blob || is_blob || source::same(literal, "null")) return literal;
  if (affinity == Affinity::text)
    return is_text ? literal : fmt::format("CAST({} AS TEXT)", literal);
  return is_number_in_quotes(literal) ? fmt::format("CAST({} AS NUMERIC)", literal) : literal;
}

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
