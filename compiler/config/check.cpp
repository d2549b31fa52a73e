#include "compiler/config/check.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <span>

namespace migc::config {

namespace {

/// Checks that the `{…}` of a pattern are known and closed.
std::string check_placeholders(std::string_view pattern, std::span<const std::string_view> known) {
  for (std::size_t at = pattern.find_first_of("{}"); at != std::string_view::npos;
       at = pattern.find_first_of("{}", at + 1)) {
    const std::size_t close = pattern.find('}', at);
    if (pattern[at] == '}') return "`}` has no opening `{`";
    if (close == std::string_view::npos) return "`{` has no closing `}`";
    const std::string_view name = pattern.substr(at + 1, close - at - 1);
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      std::string why = fmt::format("`{{{}}}` is not one of", name);
      for (const std::string_view other : known) why += fmt::format(" `{{{}}}`", other);
      return why;
    }
    at = close;
  }
  return {};
}

}  // namespace

bool is_dialect(std::string_view name) {
  return name == "sqlite" || name == "postgresql" || name == "mariadb";
}

std::string check_not_empty(std::string_view value) { return value.empty() ? "it is empty" : ""; }

std::string check_dialect(std::string_view value) {
  return is_dialect(value) ? "" : "it must be `sqlite`, `postgresql` or `mariadb`";
}

std::string check_file_template(std::string_view value) {
  constexpr std::array<std::string_view, 9> known = {"rev", "slug", "epoch",  "year",  "month",
                                                     "day", "hour", "minute", "second"};
  if (value.find_first_of("/\\") != std::string_view::npos)
    return "it must be a file name, not a path";
  if (value.find("{rev}") == std::string_view::npos)
    return "without `{rev}`, two revisions could get the same file";
  return check_placeholders(value, known);
}

std::string check_naming_pattern(std::string_view value) {
  constexpr std::array<std::string_view, 4> known = {"table", "columns", "referred_table", "n"};
  if (value.empty()) return "it is empty";
  return check_placeholders(value, known);
}

std::string check_sqlite_version(std::string_view value) {
  return sqlite_version_number(value) ? "" : "it must be a version, `3.35` or newer";
}

std::optional<int> sqlite_version_number(std::string_view text) {
  std::array<int, 3> parts{};
  const char* at = text.data();
  const char* const end = at + text.size();
  for (std::size_t part = 0; part < parts.size() && (part == 0 || at != end); ++part) {
    if (part > 0 && *at++ != '.') return std::nullopt;
    const auto [rest, failure] = std::from_chars(at, end, parts[part]);
    if (failure != std::errc() || parts[part] < 0 || parts[part] > 999) return std::nullopt;
    at = rest;
  }
  const int number = parts[0] * 1'000'000 + parts[1] * 1'000 + parts[2];
  if (at != end || parts[0] != 3 || number < 3'035'000) return std::nullopt;
  return number;
}

}  // namespace migc::config
