#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "compiler/diagnostics/catalogue/syntax.hpp"
#include "compiler/syntax/mismatch.hpp"

namespace migc::syntax {

/// The complaints about one file: the first twenty, and how many more there are.
class Complaints {
 public:
  Complaints(std::string_view text, std::uint32_t file, diagnostics::Diagnostics& diagnostics)
      : text_(text), file_(file), diagnostics_(diagnostics) {}
  ~Complaints();
  Complaints(const Complaints&) = delete;
  Complaints& operator=(const Complaints&) = delete;

  template <class... Arguments>
  diagnostics::Diagnostic& report(const diagnostics::Kind<Arguments...>& kind, source::Span place,
                                  const std::type_identity_t<Arguments>&... arguments) {
    if (++errors_ <= shown_at_most) return diagnostics_.report(kind, place, arguments...);
    return not_shown_ = {};
  }

  /// Says what did not match. `bracket` is the innermost one open there, or null.
  void report(const Mismatch& mismatch, const char* bracket);

  [[nodiscard]] std::size_t errors() const { return errors_; }

 private:
  static constexpr std::size_t shown_at_most = 20;

  void report_expected(const Mismatch& mismatch, const char* bracket);
  /// A statement whose end is missing, where the next line goes on with something else.
  void report_missing_end(const Mismatch& mismatch, std::string_view last, std::string_view found);
  [[nodiscard]] source::Span span(std::string_view written) const;

  std::string_view text_;
  std::uint32_t file_;
  diagnostics::Diagnostics& diagnostics_;
  std::size_t errors_ = 0;
  diagnostics::Diagnostic not_shown_;
};

}  // namespace migc::syntax
