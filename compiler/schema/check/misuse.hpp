#pragma once

#include <string>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/sql/resolve.hpp"

namespace migc::schema {

/// Whether it is more than a name that nothing answers to.
[[nodiscard]] bool is_misuse(const sql::Unresolved& found);

/// Reports it at `place`. `subject` comes first in the text: "view `v`: ", or nothing.
diagnostics::Diagnostic& report_misuse(const sql::Unresolved& found, const std::string& subject,
                                       Span place, diagnostics::Diagnostics& diagnostics);

}  // namespace migc::schema
