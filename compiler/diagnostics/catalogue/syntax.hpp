#pragma once

#include "compiler/diagnostics/kind.hpp"

/// The text of a `.mig` file.
namespace migc::diagnostics::kind {

// clang-format off

inline constexpr Kind<string_view, string_view> expected{"E0101", error, "expected {}, found {}"};
inline constexpr Kind<string_view> unterminated{"E0102", error, "unterminated {}"};
inline constexpr Kind<string_view> malformed{"E0103", error, "malformed {}"};
inline constexpr Kind<string_view> unclosed{"E0104", error, "unclosed `{}`"};
inline constexpr Kind<string_view, string_view> not_a_statement{"E0105", error, "`{}` is not a migration statement: {}"};
inline constexpr Kind<string_view> nested_too_deep{"E0106", error, "nested more than {} levels deep"};
inline constexpr Kind<size_t> more_errors{"E0107", error, "{} more errors in this file are not shown"};
inline constexpr Kind<> allow_without_statement{"E0108", error, "`allow` applies to the statement after it, and there is none"};
inline constexpr Kind<string_view> missing_end{"E0109", error, "missing {} after this statement"};
inline constexpr Kind<> empty_file{"E0110", error, "this file has no revision: it contains only white space and comments"};
inline constexpr Kind<> utf16_text{"E0111", error, "this file is UTF-16: save it as UTF-8"};
inline constexpr Kind<string_view> invalid_utf8{"E0112", error, "byte `{}` is not valid UTF-8: save the file as UTF-8"};
inline constexpr Kind<> nul_byte{"E0113", error, "NUL byte in the text: remove it"};
inline constexpr Kind<> lone_carriage_return{"E0114", error, "carriage return without a line feed: end lines with `\\n` or `\\r\\n`"};
inline constexpr Kind<size_t, size_t> file_too_large{"E0115", error, "the file has {} bytes, and the limit is {}: move part of it into another revision"};
inline constexpr Kind<> revision_first{"E0120", error, "a file must begin with `revision ID;`"};
inline constexpr Kind<string_view> second_item{"E0121", error, "second `{}`: a file may have only one"};
inline constexpr Kind<> no_upgrade{"E0122", error, "no `upgrade {{ … }}` block: every revision needs one, even if it is empty"};
inline constexpr Kind<> no_downgrade{"E0123", error, "no `downgrade`: add `downgrade {{ … }}`, `downgrade auto;` or `downgrade irreversible 'why';`"};
inline constexpr Kind<string_view> header_behind_block{"E0124", error, "`{}` belongs into the header: move it before `upgrade` and `downgrade`"};
inline constexpr Kind<string_view, string_view> invalid_id{"E0125", error, "`{}` cannot be {}: use only letters, digits, `_` and `.`"};
inline constexpr Kind<string_view, string_view> reserved_id{"E0126", error, "`{}` cannot be {}: addresses use this word for something else"};
inline constexpr Kind<> base_among_parents{"E0127", error, "`base` means that there is no parent, so no other parent can be listed"};
inline constexpr Kind<string_view, string_view> named_twice{"E0128", error, "{} `{}` is listed twice"};
inline constexpr Kind<> message_of_lines{"E0129", error, "`message` must be one line: put longer text into `describe $$ … $$`"};
inline constexpr Kind<string_view> invalid_date{"E0130", error, "`{}` is not an ISO 8601 date and time, such as `2025-01-11 12:00:00`"};

// clang-format on

}  // namespace migc::diagnostics::kind
