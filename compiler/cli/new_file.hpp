#pragma once

#include <string>
#include <string_view>

#include "compiler/cli/session.hpp"

namespace migc::cli {

/// Writes a file that is not there yet; stops when it is. Both throw std::system_error with the
/// path when nothing can be written there.
void write_new(Session& session, const std::string& path, std::string_view content);
/// With all above it; one that is there is good.
void make_folder(const std::string& path);

/// The time now, or SOURCE_DATE_EPOCH, in UTC: `2025-01-11 10:00:00` for `%Y-%m-%d %H:%M:%S`.
[[nodiscard]] std::string time_text(const char* format);

/// A time as time_text() writes it, in seconds since 1970.
[[nodiscard]] std::string seconds_text(const std::string& time);

/// A message as part of an id: lower-case words of ASCII letters and digits joined by `_`, at most
/// 40 characters of them, whole words where that is possible. May be empty.
[[nodiscard]] std::string slug_of(std::string_view message);

}  // namespace migc::cli
