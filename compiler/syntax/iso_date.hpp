#pragma once

#include <string_view>

namespace migc::syntax {

/// Whether the text is an ISO 8601 date, or a date and a time with an optional zone:
/// `2025-01-11`, `2025-01-11 12:00`, `2025-01-11T12:00:00.5+01:00`.
[[nodiscard]] bool is_iso_date(std::string_view text);

}  // namespace migc::syntax
