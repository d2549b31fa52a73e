#pragma once

#include <string_view>

#include "grammar/tokens.hpp"

/// What to say when a committed rule fails. A rule that `must` match and has no message does not
/// compile.
namespace migc::grammar {

struct Message {
  enum class Says {
    nothing,
    expected,      ///< "expected {what}, found …", at the place of the failure.
    unterminated,  ///< "unterminated {what}", at what opened it.
    malformed,     ///< "malformed {what}", from where it began.
  };

  Says says = Says::nothing;
  std::string_view what{};
  std::string_view help{};   ///< A further sentence, where it helps.
  std::string_view words{};  ///< What could have stood here, for "did you mean"; spaces between.
};

consteval Message expected(std::string_view what, std::string_view help = {},
                           std::string_view words = {}) {
  return {Message::Says::expected, what, help, words};
}
consteval Message unterminated(std::string_view what, std::string_view help = {}) {
  return {Message::Says::unterminated, what, help, {}};
}
consteval Message malformed(std::string_view what, std::string_view help) {
  return {Message::Says::malformed, what, help, {}};
}

template <class Rule>
inline constexpr Message message{};

// clang-format off
template <> inline constexpr Message message<block_comment_rest> = unterminated("comment");
template <> inline constexpr Message message<double_quoted_rest> = unterminated("name");
template <> inline constexpr Message message<back_quoted_rest> = unterminated("name");
template <> inline constexpr Message message<bracketed_rest> = unterminated("name");
template <> inline constexpr Message message<single_quoted_rest> = unterminated("string");
template <> inline constexpr Message message<raw_string_whole> = unterminated("string", "it ends with the same `$…$` that it begins with");
template <> inline constexpr Message message<number_end> = malformed("number", "a name that begins with a digit needs double quotes");
template <> inline constexpr Message message<blob_rest> = malformed("blob", "a blob is `x'…'` with two hexadecimal digits for each byte");
// clang-format on

}  // namespace migc::grammar
