#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/source/source_file.hpp"

namespace migc::diagnostics {

/// For whom complaints are written, where people do not read them themselves.
enum class ReportFormat : std::uint8_t { gcc, sarif, github, gitlab };

/// The format of that name, as in `--format NAME`.
[[nodiscard]] std::optional<ReportFormat> report_format(std::string_view name);

/// Whether a report is a document that is written even if there is no complaint.
[[nodiscard]] bool is_document(ReportFormat format);

/// All complaints in that format; `tool_version` is this program's.
[[nodiscard]] std::string report(ReportFormat format, const Diagnostics& diagnostics,
                                 const source::SourceSet& sources, std::string_view tool_version);

}  // namespace migc::diagnostics
