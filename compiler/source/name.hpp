#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/source/span.hpp"

namespace migc::source {

/// The lower case of an ASCII letter; other characters as they are.
[[nodiscard]] constexpr char fold(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
/// Lower-cases ASCII letters and nothing else, as databases compare names without quotes.
[[nodiscard]] std::string fold(std::string_view text);

/// Whether two texts are equal but for ASCII letter case.
[[nodiscard]] bool same(std::string_view a, std::string_view b);

/// What no two names of a kind are equal in.
enum class Within : std::uint8_t {
  everything,
  schema,  ///< The schema before the dot.
  table,   ///< A trigger's table, where each has names of its own for its triggers.
};

/// Between the parts of a key: no name has it.
inline constexpr char key_mark = '\x1e';

/// An identifier, decoded, and the place it was written at. Whether letter case and schema are part
/// of it depends on the dialect that it was read for (dialect::Naming); from then on it knows.
///
/// It has no fmt formatter on purpose: no identifier reaches SQL without passing a quoting
/// function.
struct Name {
  std::string text;     ///< Without quotes; a doubled quote inside is one.
  bool quoted = false;  ///< Written with quotes, so emitted with quotes.
  Span written = {};    ///< With its quotes.
  /// What stood before the dot in `audit.events`; empty without one. The key of what `within` says,
  /// unless that is everything.
  std::string schema{};
  bool exact = false;  ///< Compared letter by letter.
  Within within = Within::everything;

  /// What names are compared and looked up by.
  [[nodiscard]] std::string key() const {
    return within == Within::everything ? own_key() : schema + key_mark + own_key();
  }
  /// The same without the schema: what qualifies columns.
  [[nodiscard]] std::string own_key() const { return exact ? text : fold(text); }
  /// For people: with the schema if that is part of the name.
  [[nodiscard]] std::string shown() const {
    return within == Within::schema ? schema + '.' + text : text;
  }
};

/// A name that has this key.
[[nodiscard]] Name name_of_key(std::string key);

/// Whether two names are the same to the dialect that they were read for.
[[nodiscard]] bool same(const Name& a, const Name& b);

}  // namespace migc::source
