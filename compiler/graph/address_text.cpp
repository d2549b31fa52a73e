#include "compiler/graph/address_text.hpp"

#include <fmt/core.h>

#include <charconv>
#include <limits>

#include "compiler/diagnostics/catalogue/graph.hpp"

namespace migc::graph {

namespace kind = diagnostics::kind;

namespace {

/// Reads `+12`, saturating: a number too large for any graph need not be told from a larger one.
/// Nothing when the text is not a sign and digits alone.
std::optional<std::int64_t> read_offset(std::string_view text) {
  const std::string_view digits = text.substr(1);
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  std::int64_t count = 0;
  if (std::from_chars(digits.begin(), digits.end(), count).ec != std::errc())
    count = std::numeric_limits<std::int64_t>::max();
  return text.front() == '-' ? -count : count;
}

}  // namespace

std::optional<Address> read_address(std::string_view word, diagnostics::Diagnostics& diagnostics) {
  const auto refuse = [&](std::string_view why) -> std::optional<Address> {
    diagnostics.report(kind::unreadable_address, {}, word, why);
    return std::nullopt;
  };
  if (word.empty()) {
    diagnostics.report(kind::empty_address, {})
        .note("use a revision, or `head`, `heads`, `base` or `current`");
    return std::nullopt;
  }
  if (is_range(word)) {
    diagnostics.report(kind::range_unexpected, {}, word);
    return std::nullopt;
  }
  Address address;
  std::string_view rest = word;
  if (const std::size_t at = word.find('@'); at != std::string_view::npos) {
    address.branch = word.substr(0, at);
    rest = word.substr(at + 1);
    if (address.branch->empty()) return refuse("a label is missing before `@`");
    if (rest.empty()) return refuse("a revision is missing after `@`, for example `@head`");
    if (rest.find('@') != std::string_view::npos) return refuse("there is more than one `@`");
  }
  const std::size_t sign = rest.find_first_of("+-");
  address.symbol = rest.substr(0, sign);
  if (sign == std::string_view::npos) return address;
  address.offset = read_offset(rest.substr(sign));
  if (!address.offset)
    return refuse(fmt::format("`{}` is not a number of steps", rest.substr(sign)));
  return address;
}

bool is_range(std::string_view word) { return word.find(':') != std::string_view::npos; }

bool is_step(std::string_view word) {
  const std::size_t at = word.find('@');
  const std::string_view rest = at == std::string_view::npos ? word : word.substr(at + 1);
  return rest.starts_with('+') || rest.starts_with('-');
}

std::optional<Range> parse_range(std::string_view word, diagnostics::Diagnostics& diagnostics) {
  const std::size_t colon = word.find(':');
  if (colon == std::string_view::npos) {
    diagnostics.report(kind::range_expected, {}, word);
    return std::nullopt;
  }
  if (word.find(':', colon + 1) != std::string_view::npos) {
    diagnostics.report(kind::range_of_three, {}, word);
    return std::nullopt;
  }
  return Range{std::string(word.substr(0, colon)), std::string(word.substr(colon + 1))};
}

}  // namespace migc::graph
