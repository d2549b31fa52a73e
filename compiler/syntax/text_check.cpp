#include "compiler/syntax/text_check.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "compiler/syntax/scan.hpp"

namespace migc::syntax {

namespace kind = diagnostics::kind;

namespace {

constexpr std::size_t largest_file = 64U << 20U;

unsigned byte(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

/// Length of the UTF-8 sequence at `at`, or 0 when it is none: too short, too long for its value, a
/// surrogate, beyond U+10FFFF.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const unsigned first = byte(text, at);
  if (first < 0x80) return 1;
  const std::size_t length = first < 0xC2   ? 0
                             : first < 0xE0 ? 2
                             : first < 0xF0 ? 3
                             : first < 0xF5 ? 4
                                            : 0;
  if (length == 0 || text.size() - at < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(text, at + i) & 0xC0U) != 0x80U) return 0;
  const unsigned second = byte(text, at + 1);
  const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool surrogate = first == 0xED && second >= 0xA0;
  const bool beyond = first == 0xF4 && second >= 0x90;
  return overlong || surrogate || beyond ? 0 : length;
}

/// Length of the ASCII text at `at`, as far as eight bytes at a time tell.
std::size_t ascii_length(std::string_view text, std::size_t at) {
  std::size_t length = 0;
  for (; at + length + 8 <= text.size(); length += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at + length, 8);
    if ((bytes & 0x8080808080808080U) != 0) break;
  }
  return length;
}

/// Offset of the first byte that is not UTF-8, or the size of the text.
std::size_t first_invalid(std::string_view text) {
  std::size_t at = 0;
  while ((at += ascii_length(text, at)) < text.size()) {
    const std::size_t length = sequence_length(text, at);
    if (length == 0) return at;
    at += length;
  }
  return at;
}

/// UTF-16 shows by its byte order mark, or by every other byte of the first word being NUL.
bool is_utf16(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return true;
  return text.size() >= 4 && ((text[0] == 0 && text[1] != 0 && text[2] == 0 && text[3] != 0) ||
                              (text[0] != 0 && text[1] == 0 && text[2] != 0 && text[3] == 0));
}

}  // namespace

std::size_t byte_order_mark(std::string_view text) {
  return text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

bool check_text(std::string_view text, std::uint32_t file, Complaints& complaints) {
  const auto at = [&](std::size_t offset, std::size_t length) {
    const auto begin = static_cast<std::uint32_t>(offset);
    return source::Span{file, begin, begin + static_cast<std::uint32_t>(length)};
  };
  if (text.size() > largest_file) {
    complaints.report(kind::file_too_large, at(0, 0), text.size(), largest_file);
    return false;
  }
  if (is_utf16(text)) {
    complaints.report(kind::utf16_text, at(0, 0));
    return false;
  }
  const std::size_t errors = complaints.errors();
  if (const std::size_t bad = first_invalid(text); bad < text.size())
    complaints.report(kind::invalid_utf8, at(bad, 1), fmt::format("\\x{:02X}", byte(text, bad)));
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos)
    complaints.report(kind::nul_byte, at(nul, 1));
  if (const std::size_t lone = text.find('\r'); lone != std::string_view::npos)
    complaints.report(kind::lone_carriage_return, at(lone, 1));
  return complaints.errors() == errors;
}

}  // namespace migc::syntax
