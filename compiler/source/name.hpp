#pragma once

#include <string>
#include <string_view>

#include "compiler/source/span.hpp"

namespace migc::source {

/// Lower-cases ASCII letters and nothing else, as SQLite compares names.
/// https://www.sqlite.org/c3ref/stricmp.html
[[nodiscard]] std::string fold(std::string_view text);

/// Whether two names are the same to SQLite: equal but for ASCII letter case.
[[nodiscard]] bool same(std::string_view a, std::string_view b);

/// An identifier, decoded, and the place it was written at.
///
/// It has no fmt formatter on purpose: no identifier reaches SQL without passing a quoting
/// function.
struct Name {
  std::string text;      ///< Without quotes; a doubled quote inside is one.
  bool quoted = false;   ///< Written with quotes, so emitted with quotes.
  Span written = {};     ///< With its quotes.
  std::string schema{};  ///< What stood before the dot in `audit.events`; empty without one.

  /// What names are compared and looked up by.
  [[nodiscard]] std::string key() const { return fold(text); }
};

[[nodiscard]] inline bool same(const Name& a, const Name& b) { return same(a.text, b.text); }

}  // namespace migc::source
