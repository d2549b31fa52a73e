#include "compiler/diagnostics/report.hpp"

#include "compiler/diagnostics/gcc.hpp"
#include "compiler/diagnostics/github.hpp"
#include "compiler/diagnostics/gitlab.hpp"
#include "compiler/diagnostics/sarif.hpp"

namespace migc::diagnostics {

std::optional<ReportFormat> report_format(std::string_view name) {
  if (name == "gcc") return ReportFormat::gcc;
  if (name == "sarif") return ReportFormat::sarif;
  if (name == "github") return ReportFormat::github;
  if (name == "gitlab") return ReportFormat::gitlab;
  return std::nullopt;
}

bool is_document(ReportFormat format) {
  return format == ReportFormat::sarif || format == ReportFormat::gitlab;
}

std::string report(ReportFormat format, const Diagnostics& diagnostics,
                   const source::SourceSet& sources, std::string_view tool_version) {
  switch (format) {
    case ReportFormat::gcc:
      return to_gcc(diagnostics, sources);
    case ReportFormat::sarif:
      return to_sarif(diagnostics, sources, tool_version);
    case ReportFormat::github:
      return to_github(diagnostics, sources);
    case ReportFormat::gitlab:
      return to_gitlab(diagnostics, sources);
  }
  return {};
}

}  // namespace migc::diagnostics
