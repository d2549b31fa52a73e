#pragma once

#include <cstdint>

namespace migc::source {

/// A half-open range of bytes in one source file of a SourceSet.
/// A default span is "nowhere": begin == end == 0 in file `none`.
struct Span {
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  std::uint32_t file = none;  ///< Index in the SourceSet.
  std::uint32_t begin = 0;    ///< Offset of the first byte.
  std::uint32_t end = 0;      ///< Offset behind the last byte.

  [[nodiscard]] bool known() const { return file != none; }
};

/// The smallest span that covers both; both are in the same file.
[[nodiscard]] inline Span join(const Span& first, const Span& last) {
  return {first.file, first.begin, last.end};
}

}  // namespace migc::source
