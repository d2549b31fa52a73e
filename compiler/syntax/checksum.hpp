#pragma once

#include <string>
#include <string_view>

namespace migc::syntax {

/// A digest of what the `upgrade` block of a file says to databases of a dialect: 32 hexadecimal
/// digits. White space, comments, line ends, the letter case of bare words, `allow`, the quotes
/// around names and blocks for other dialects do not count; the header and the downgrade neither,
/// since they change nothing of what an applied revision did. The same for every version of migc.
///
/// `text` is a file that parses up to its first block; of one without an upgrade block the digest
/// is that of nothing.
[[nodiscard]] std::string checksum(std::string_view text, std::string_view dialect);

}  // namespace migc::syntax
