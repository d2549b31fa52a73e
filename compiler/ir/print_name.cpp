#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/ir/print.hpp"
#include "compiler/ir/text.hpp"

namespace migc::ir {

namespace {

/// The words that are no names without quotes somewhere that a name can stand, found by trying each
/// keyword of the grammar in each place (tests/unit/syntax/print_test.cpp), and those that SQL
/// reserves, which nobody expects to see bare. They are the language's, whatever dialect a file is
/// for; which words a dialect wants in quotes, it says itself (dialect/dialect.hpp).
constexpr std::array unusual = std::to_array<std::string_view>(
    {"add",     "all",        "alter",   "and",      "as",           "between",    "by",
     "case",    "check",      "collate", "column",   "concurrently", "constraint", "create",
     "default", "deferrable", "delete",  "distinct", "drop",         "else",       "exists",
     "foreign", "from",       "group",   "having",   "if",           "in",         "index",
     "insert",  "into",       "is",      "join",     "limit",        "not",        "null",
     "on",      "or",         "order",   "primary",  "references",   "select",     "set",
     "table",   "then",       "to",      "union",    "unique",       "update",     "using",
     "values",  "when",       "where",   "with"});

bool is_bare(std::string_view text) {
  return is_word(text) && !std::binary_search(unusual.begin(), unusual.end(), source::fold(text));
}

std::string word(std::string_view text, bool is_quoted) {
  return is_quoted || !is_bare(text) ? quoted(text, '"') : std::string(text);
}

}  // namespace

std::string print(const Name& name) {
  const std::string text = word(name.text, name.quoted);
  if (name.schema.empty() || name.within == source::Within::table) return text;
  // Part of the name, it is known as it is compared: with its letter case only if it had quotes.
  const bool quotes =
      name.within == source::Within::schema && name.schema != source::fold(name.schema);
  return word(name.schema, quotes) + "." + text;
}

std::string print(const std::vector<Name>& names) {
  std::string text;
  for (const Name& name : names) text += (text.empty() ? "" : ", ") + print(name);
  return text;
}

std::string print(const Expression& expression) {
  std::string text;
  const Token* before = nullptr;
  for (const Token& token : expression.tokens) {
    // Two raw strings can touch each other, two plain ones would be one.
    const bool touches = before != nullptr && before->kind == Token::Kind::string &&
                         token.kind == Token::Kind::string && token.gap.empty();
    if (before != nullptr) text += touches ? " " : token.gap;
    text += text_of(token);
    before = &token;
  }
  std::erase(text, '\r');
  return text;
}

std::string print(const Type& type) {
  std::string text = type.quoted ? quoted(type.name, '"') : type.name;
  if (!type.arguments.empty()) {
    // `varchar(3)[]`: the marks of an array stand behind the arguments.
    const std::size_t marks = type.quoted ? text.npos : text.find('[');
    const std::string arguments = fmt::format("({})", type.arguments);
    text.insert(std::min(marks, text.size()), arguments);
  }
  bool first = true;
  for (const auto& [dialect, written] : type.for_dialect) {
    text += fmt::format("{}for {} {}", first ? (text.empty() ? "type " : " ") : ", ", dialect,
                        literal(written));
    first = false;
  }
  return text;
}

}  // namespace migc::ir
