#include "compiler/diagnostics/diagnostics.hpp"

#include "compiler/diagnostics/suggest.hpp"

namespace migc::diagnostics {

std::string_view name(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "";
}

Diagnostic& Diagnostic::suggest(std::string_view written, std::span<const std::string> candidates) {
  if (const std::string* near = nearest(written, candidates))
    label = fmt::format("did you mean `{}`?", *near);
  return *this;
}

Diagnostic& Diagnostics::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::error) ++errors_;
  return all_.emplace_back(std::move(diagnostic));
}

}  // namespace migc::diagnostics
