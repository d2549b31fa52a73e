#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"

namespace migc::backends::sqlite {

namespace {

/// The words that SQLite 3.40 does not take as a name without quotes, found by trying each keyword
/// as table and column, and `go`, which alone on a line ends a statement in SQLite's shell.
/// https://www.sqlite.org/lang_keywords.html
constexpr std::array reserved = std::to_array<std::string_view>({"add",
                                                                 "all",
                                                                 "alter",
                                                                 "and",
                                                                 "as",
                                                                 "autoincrement",
                                                                 "between",
                                                                 "case",
                                                                 "cast",
                                                                 "check",
                                                                 "collate",
                                                                 "commit",
                                                                 "constraint",
                                                                 "create",
                                                                 "current_date",
                                                                 "current_time",
                                                                 "current_timestamp",
                                                                 "default",
                                                                 "deferrable",
                                                                 "delete",
                                                                 "distinct",
                                                                 "drop",
                                                                 "else",
                                                                 "escape",
                                                                 "except",
                                                                 "exists",
                                                                 "false",
                                                                 "foreign",
                                                                 "from",
                                                                 "go",
                                                                 "group",
                                                                 "having",
                                                                 "if",
                                                                 "in",
                                                                 "index",
                                                                 "insert",
                                                                 "intersect",
                                                                 "into",
                                                                 "is",
                                                                 "isnull",
                                                                 "join",
                                                                 "limit",
                                                                 "not",
                                                                 "nothing",
                                                                 "notnull",
                                                                 "null",
                                                                 "on",
                                                                 "or",
                                                                 "order",
                                                                 "primary",
                                                                 "raise",
                                                                 "references",
                                                                 "returning",
                                                                 "select",
                                                                 "set",
                                                                 "table",
                                                                 "then",
                                                                 "to",
                                                                 "transaction",
                                                                 "true",
                                                                 "union",
                                                                 "unique",
                                                                 "update",
                                                                 "using",
                                                                 "values",
                                                                 "when",
                                                                 "where"});

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Orders by the first letter, by which most names are no reserved word.
constexpr bool begins_before(std::string_view a, std::string_view b) { return a[0] < b[0]; }

}  // namespace

bool is_reserved(std::string_view word) {
  if (word.empty()) return false;
  const char first = lower(word.front());
  const auto [begin, end] = std::equal_range(reserved.begin(), reserved.end(),
                                             std::string_view(&first, 1), begins_before);
  return std::any_of(begin, end, [&](std::string_view one) { return source::same(one, word); });
}

/// A name need not have been written by anybody: `[naming]` makes it of other names.
std::string quote(const source::Name& name) {
  const bool bare = !name.quoted && ir::is_word(name.text) && !is_reserved(name.text);
  return bare ? name.text : quoted(name.text, '"');
}

std::string quote_list(const std::vector<source::Name>& names) {
  std::string text;
  for (const source::Name& name : names) text += (text.empty() ? "" : ", ") + quote(name);
  return text;
}

}  // namespace migc::backends::sqlite
