#pragma once

#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "compiler/ir/expression.hpp"

namespace migc::sql {

/// Tokens from a first to behind a last one.
struct TokenRange {
  const ir::Token* first;
  const ir::Token* last;

  [[nodiscard]] bool empty() const { return first == last; }
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(last - first); }
  [[nodiscard]] bool starts_with(std::string_view word) const {
    return !empty() && first->is_word(word);
  }
  /// The bracket that closes the one at `open`, or the end.
  [[nodiscard]] const ir::Token* closing(const ir::Token* open) const {
    int depth = 0;
    for (const ir::Token* at = open; at != last; ++at) {
      if (at->is_symbol("(")) ++depth;
      if (at->is_symbol(")") && --depth == 0) return at;
    }
    return last;
  }
  /// The first token outside brackets that `wanted` accepts, or the end.
  template <class Wanted>
  [[nodiscard]] const ir::Token* find(Wanted wanted) const {
    for (const ir::Token* at = first; at != last; ++at) {
      if (wanted(*at)) return at;
      if (at->is_symbol("(")) at = closing(at);
      if (at == last) break;
    }
    return last;
  }
  [[nodiscard]] std::vector<TokenRange> split_at_commas() const;
};

[[nodiscard]] TokenRange whole(const ir::Expression& expression);

/// Whether the token is one of these words.
[[nodiscard]] bool is_any(const ir::Token& token, std::initializer_list<std::string_view> words);

}  // namespace migc::sql
