#pragma once

#include <fmt/core.h>

#include <cstddef>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "compiler/source/span.hpp"

namespace migc::diagnostics {

enum class Severity { note, warning, error };

/// "note", "warning", "error".
[[nodiscard]] std::string_view name(Severity severity);

/// One thing that can be complained of: a stable id, a severity and a text whose placeholders are
/// checked at compile time against the arguments of report(). See kind.hpp.
template <class... Arguments>
struct Kind {
  const char* id;
  Severity severity;
  fmt::format_string<const Arguments&...> text;
};

/// A further remark on a diagnostic, at another place or at none.
struct Note {
  source::Span place;
  std::string text;
};

/// One complaint. Text is plain: control characters are escaped where it is shown.
struct Diagnostic {
  const char* id = "";
  Severity severity = Severity::error;
  source::Span place;
  std::string text;
  std::string label;  ///< Beside the underlined words: "did you mean `device_name`?"
  std::vector<Note> notes;

  Diagnostic& note(std::string remark) { return note({}, std::move(remark)); }
  Diagnostic& note(source::Span where, std::string remark) {
    notes.push_back({where, std::move(remark)});
    return *this;
  }
  /// Labels the place with the candidate nearest to `written`, if one is near enough.
  Diagnostic& suggest(std::string_view written, std::span<const std::string> candidates);
};

/// Where every phase leaves its complaints.
class Diagnostics {
 public:
  /// Adds a complaint; the reference stays valid, for notes to be added.
  template <class... Arguments>
  Diagnostic& report(const Kind<Arguments...>& kind, source::Span place,
                     const std::type_identity_t<Arguments>&... arguments) {
    return add({kind.id, kind.severity, place, fmt::format(kind.text, arguments...), {}, {}});
  }

  Diagnostic& add(Diagnostic diagnostic);

  [[nodiscard]] const std::deque<Diagnostic>& all() const { return all_; }
  [[nodiscard]] std::size_t errors() const { return errors_; }
  [[nodiscard]] bool ok() const { return errors_ == 0; }

 private:
  std::deque<Diagnostic> all_;
  std::size_t errors_ = 0;
};

}  // namespace migc::diagnostics
