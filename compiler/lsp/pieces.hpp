#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace migc::lsp {

enum class Block : std::uint8_t { header, upgrade, downgrade };

/// What stands before the cursor: enough to say what may come there while the statement does not
/// parse yet.
struct Before {
  Block block = Block::header;
  std::vector<std::string> words{};  ///< Those of the statement, and marks; folded. Not `typed`.
  std::string typed{};               ///< What of a word is there.
  std::vector<std::size_t> open{};   ///< The places in `words` of `(` that are open.
  bool in_text = false;              ///< In a literal or a comment, where no name stands.

  [[nodiscard]] std::string_view last(std::size_t back = 0) const {
    return back < words.size() ? std::string_view(words[words.size() - 1 - back])
                               : std::string_view{};
  }
};

[[nodiscard]] Before before(std::string_view text, std::size_t offset);

}  // namespace migc::lsp
