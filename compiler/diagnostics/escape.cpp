#include "compiler/diagnostics/escape.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace migc::diagnostics {

namespace {

struct Range {
  char32_t first, last;
};

/// What cannot be seen or changes the order of what can: soft hyphen, fillers, zero-width,
/// bidirectional and interlinear marks, separators, tags. https://trojansource.codes
constexpr std::array<Range, 14> hidden = {{{0x7F, 0x9F},
                                           {0xAD, 0xAD},
                                           {0x34F, 0x34F},
                                           {0x61C, 0x61C},
                                           {0x115F, 0x1160},
                                           {0x17B4, 0x17B5},
                                           {0x180B, 0x180F},
                                           {0x200B, 0x200F},
                                           {0x2028, 0x202E},
                                           {0x2060, 0x206F},
                                           {0x3164, 0x3164},
                                           {0xFEFF, 0xFEFF},
                                           {0xFFF9, 0xFFFB},
                                           {0xE0000, 0xE007F}}};

/// The blocks of combining marks of the scripts most written; they take no column of their own.
constexpr std::array<Range, 34> combining = {
    {{0x300, 0x36F},   {0x483, 0x489},   {0x591, 0x5BD},   {0x5BF, 0x5BF},    {0x5C1, 0x5C2},
     {0x5C4, 0x5C5},   {0x610, 0x61A},   {0x64B, 0x65F},   {0x670, 0x670},    {0x6D6, 0x6DC},
     {0x6DF, 0x6E4},   {0x6E7, 0x6E8},   {0x6EA, 0x6ED},   {0x900, 0x902},    {0x93A, 0x93A},
     {0x93C, 0x93C},   {0x941, 0x948},   {0x94D, 0x94D},   {0x951, 0x957},    {0xE31, 0xE31},
     {0xE34, 0xE3A},   {0xE47, 0xE4E},   {0x135D, 0x135F}, {0x1AB0, 0x1AFF},  {0x1DC0, 0x1DFF},
     {0x20D0, 0x20F0}, {0x2CEF, 0x2CF1}, {0x302A, 0x302D}, {0x3099, 0x309A},  {0xA66F, 0xA672},
     {0xFB1E, 0xFB1E}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xE0100, 0xE01EF}}};

/// Two columns wide in every terminal. https://www.unicode.org/reports/tr11/
constexpr std::array<Range, 18> wide = {{{0x1100, 0x115F},
                                         {0x231A, 0x231B},
                                         {0x2329, 0x232A},
                                         {0x23E9, 0x23EC},
                                         {0x2E80, 0x303E},
                                         {0x3041, 0x33FF},
                                         {0x3400, 0x4DBF},
                                         {0x4E00, 0xA4CF},
                                         {0xA960, 0xA97C},
                                         {0xAC00, 0xD7A3},
                                         {0xF900, 0xFAFF},
                                         {0xFE30, 0xFE6F},
                                         {0xFF01, 0xFF60},
                                         {0xFFE0, 0xFFE6},
                                         {0x1F300, 0x1F64F},
                                         {0x1F680, 0x1F6FF},
                                         {0x1F900, 0x1FAFF},
                                         {0x20000, 0x3FFFD}}};

bool within(std::span<const Range> ranges, char32_t value) {
  const auto after =
      std::upper_bound(ranges.begin(), ranges.end(), value,
                       [](char32_t v, const Range& range) { return v < range.first; });
  return after != ranges.begin() && value <= std::prev(after)->last;
}

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

/// How many bytes a sequence has that starts with `lead`; 0 when none does.
std::size_t sequence_length(unsigned lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

}  // namespace

CodePoint next_code_point(std::string_view text) {
  if (text.empty()) return {};
  const unsigned lead = byte_at(text, 0);
  const CodePoint invalid{lead, 1, false};
  const std::size_t length = sequence_length(lead);
  if (length == 0 || length > text.size()) return invalid;
  char32_t value = length == 1 ? lead : lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte_at(text, i) & 0xC0U) != 0x80U) return invalid;
    value = value << 6U | (byte_at(text, i) & 0x3FU);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) return invalid;
  return {value, length, true};
}

std::string printable(const CodePoint& point, std::string_view bytes) {
  const auto value = static_cast<std::uint32_t>(point.value);
  if (point.value == U'\t') return " ";
  if (!point.valid || value < 0x20 || value == 0x7F) return fmt::format("\\x{:02X}", value);
  if (within(hidden, point.value)) return fmt::format("\\u{{{:04X}}}", value);
  return std::string(bytes.substr(0, point.bytes));
}

std::string printable(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  while (!text.empty()) {
    const CodePoint point = next_code_point(text);
    shown += printable(point, text);
    text.remove_prefix(point.bytes);
  }
  return shown;
}

std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    const CodePoint point = next_code_point(text);
    if (within(wide, point.value))
      count += 2;
    else if (!within(combining, point.value))
      count += 1;
    text.remove_prefix(point.bytes);
  }
  return count;
}

}  // namespace migc::diagnostics
