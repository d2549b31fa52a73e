#pragma once

#include <string_view>

namespace migc::grammar {

/// What to say when a committed rule fails.
struct Message {
  enum class Says {
    nothing,
    expected,        ///< "expected {what}, found …", at the place of the failure.
    unended,         ///< The same of what ends a statement: the next one may have begun.
    unclosed,        ///< The same, or "unclosed `(`" at the bracket where the statement just ends.
    unclosed_block,  ///< The same of a block: what stands here may belong behind it.
    unterminated,    ///< "unterminated {what}", at what opened it: the rest of the file is in it.
    malformed,       ///< "malformed {what}", of the word that it stands in.
    misquoted,       ///< "malformed {what}", of what has quotes.
    refused,         ///< "`pragma` is not a statement of a migration: {what}".
    nested,          ///< "nested deeper than … levels".
  };

  Says says = Says::nothing;
  std::string_view what{};
  std::string_view help{};   ///< A further sentence, where it helps.
  std::string_view words{};  ///< What could have stood here, for "did you mean"; spaces between.
};

using Says = Message::Says;

inline constexpr Message query_is_no_statement{
    Says::refused, "nobody sees what it returns; to check something write `assert … else '…'`"};

}  // namespace migc::grammar
