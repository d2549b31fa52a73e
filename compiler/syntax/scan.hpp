#pragma once

#include <cstddef>
#include <string_view>

/// Looking over text that does not parse. Nothing here fails, whatever the text.
namespace migc::syntax {

/// The word, quoted text, number or mark that stands at `at`; empty at the end of `text`. What is
/// unterminated reaches to the end of its line.
[[nodiscard]] std::string_view piece_at(std::string_view text, const char* at);

/// Length of the `$$…$$` or `$tag$…$tag$` that `text` begins with, or 0; without an end,
/// everything.
[[nodiscard]] std::size_t raw_string_length(std::string_view text);

/// How long the name in `[…]` is that begins at `at`; 1 when the `[` is a mark: behind a name or a
/// bracket, where it may be a subscript, with quotes or comments in it. Without an end, everything.
[[nodiscard]] std::size_t bracketed_length(std::string_view text, const char* at);

/// How much of `text` is `for a, b in` and a list, in which a `[` begins a list and quotes nothing;
/// 0 when it does not begin so. Without its end a list is taken to reach to the block.
[[nodiscard]] std::size_t loop_head_length(std::string_view text);

/// The run of word characters and dots that `at` stands in: `12abc` around its `a`.
[[nodiscard]] std::string_view word_around(std::string_view text, const char* at);

/// The word or the mark before the white space and comments that end at `place`; empty if there is
/// none. For messages: a string that looks like a comment may be cut.
[[nodiscard]] std::string_view last_word_before(std::string_view text, const char* place);

/// The bare word at the beginning of `text`, which may be none.
[[nodiscard]] std::string_view leading_word(std::string_view text);

/// Behind the white space and the comments that begin at `at`.
[[nodiscard]] const char* behind_gap(std::string_view text, const char* at);

/// Where to go on behind a statement in error that begins at `at`: behind its `;`, behind the
/// braces that end it, or before the `}` of the block it stands in. Strings, comments, braces and
/// the bodies of triggers are stepped over as units.
[[nodiscard]] const char* behind_statement(std::string_view text, const char* at);

/// Whether nothing but white space stands before `at` on its line.
[[nodiscard]] bool begins_line(std::string_view text, const char* at);

/// Whether nothing but white space stands at and behind `at` on its line.
[[nodiscard]] bool ends_line(std::string_view text, const char* at);

}  // namespace migc::syntax
