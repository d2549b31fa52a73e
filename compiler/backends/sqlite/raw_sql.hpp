#pragma once

#include <optional>
#include <string>
#include <string_view>

/// SQL that its author wrote and we do not read, made fit for a script that fails closed.
namespace migc::backends::sqlite {

/// The text without its last `;`, and with comments over the line ends behind the others, so that
/// SQLite's shell takes all of it as part of one statement group. `-- comments` become block
/// comments.
[[nodiscard]] std::string in_one_group(std::string_view sql);

/// The first statement that would begin, end or leave a transaction, by its first word, or nothing.
[[nodiscard]] std::optional<std::string> transaction_control(std::string_view sql);

}  // namespace migc::backends::sqlite
