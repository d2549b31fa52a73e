#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// SQL that its author wrote and we do not read, made fit for a script that fails closed.
namespace migc::backends::sqlite {

/// Whether SQLite takes a character into a word. https://www.sqlite.org/lang_keywords.html
[[nodiscard]] bool is_in_word(char c);

/// The text without blanks around it and its last `;`. One that ends in a line comment ends in a
/// line end, so that a `;` can follow.
[[nodiscard]] std::string as_written(std::string_view sql);

/// The same statements, with no line that SQLite's shell takes for a command to itself: `/` or `go`
/// alone end a statement there, and one that begins with `.` or `#` may be no SQL at all. Strings
/// that are values keep the carriage returns at their line ends.
[[nodiscard]] std::string for_shell(std::string_view sql);

/// The first statement that would begin, end or leave a transaction, by its first word, or nothing.
[[nodiscard]] std::optional<std::string> transaction_control(std::string_view sql);

/// What a statement begins with, folded: `pragma` and `user_version`.
struct Beginning {
  std::string word, next;
  bool into = false;  ///< The statement has this word somewhere.
};
/// That of each statement in a text; of one that is a word alone, `next` is empty.
[[nodiscard]] std::vector<Beginning> beginnings(std::string_view sql);

/// Whether a text is one INSERT, UPDATE or DELETE that means the same in the body of a trigger. Not
/// in doubt. https://www.sqlite.org/lang_createtrigger.html
[[nodiscard]] bool fits_trigger(std::string_view sql);

/// An object of the schema.
struct NamedObject {
  std::string type;  ///< As sqlite_master has it.
  std::string name;

  auto operator<=>(const NamedObject&) const = default;
};

/// What a statement that we have printed drops or creates by that first word, `drop` or `create`.
/// The names are folded.
[[nodiscard]] std::optional<NamedObject> object_of(std::string_view sql, std::string_view word);

/// Whether such a statement says IF EXISTS, or IF NOT EXISTS.
[[nodiscard]] bool says_if_exists(std::string_view sql);

}  // namespace migc::backends::sqlite
