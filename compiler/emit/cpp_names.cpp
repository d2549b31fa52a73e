#include "compiler/emit/cpp_names.hpp"

#include <algorithm>
#include <iterator>

namespace migc::emit {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_upper(c) || (c >= 'a' && c <= 'z'); }

/// Keywords up to C++23, and macros of the C library, of Windows and of compilers; sorted.
constexpr std::string_view taken_words[] = {
    "BOOL",
    "BOOLEAN",
    "CONST",
    "DELETE",
    "DIFFERENCE",
    "DOMAIN",
    "EOF",
    "ERROR",
    "FALSE",
    "IN",
    "NULL",
    "OPTIONAL",
    "OUT",
    "OVERFLOW",
    "TRUE",
    "UNDERFLOW",
    "VOID",
    "alignas",
    "alignof",
    "and",
    "and_eq",
    "asm",
    "assert",
    "auto",
    "bitand",
    "bitor",
    "bool",
    "break",
    "case",
    "catch",
    "char",
    "char16_t",
    "char32_t",
    "char8_t",
    "class",
    "co_await",
    "co_return",
    "co_yield",
    "compl",
    "concept",
    "const",
    "const_cast",
    "consteval",
    "constexpr",
    "constinit",
    "continue",
    "decltype",
    "default",
    "delete",
    "do",
    "double",
    "dynamic_cast",
    "else",
    "enum",
    "errno",
    "explicit",
    "export",
    "extern",
    "false",
    "far",
    "float",
    "for",
    "friend",
    "goto",
    "i386",
    "if",
    "inline",
    "int",
    "interface",
    "linux",
    "long",
    "major",
    "max",
    "min",
    "minor",
    "mutable",
    "namespace",
    "near",
    "new",
    "noexcept",
    "not",
    "not_eq",
    "nullptr",
    "operator",
    "or",
    "or_eq",
    "private",
    "protected",
    "public",
    "register",
    "reinterpret_cast",
    "requires",
    "return",
    "short",
    "signed",
    "sizeof",
    "small",
    "static",
    "static_assert",
    "static_cast",
    "stderr",
    "stdin",
    "stdout",
    "struct",
    "switch",
    "template",
    "this",
    "thread_local",
    "throw",
    "true",
    "try",
    "typedef",
    "typeid",
    "typename",
    "union",
    "unix",
    "unsigned",
    "using",
    "virtual",
    "void",
    "volatile",
    "wchar_t",
    "while",
    "xor",
    "xor_eq",
};

bool is_taken(std::string_view word) {
  return std::binary_search(std::begin(taken_words), std::end(taken_words), word);
}

}  // namespace

std::string cpp_name(std::string_view name) {
  std::string text;
  for (const char c : name) {
    const char kept = is_letter(c) || is_digit(c) ? c : '_';
    if (kept != '_' || text.empty() || text.back() != '_') text += kept;
  }
  const bool needs_letter =
      text.empty() || is_digit(text[0]) || (text[0] == '_' && text.size() > 1 && is_upper(text[1]));
  if (needs_letter) text.insert(0, 1, 'x');
  return is_taken(text) ? text + "_" : text;
}

bool is_cpp_namespace(std::string_view name) {
  for (;;) {
    const std::size_t end = name.find("::");
    const std::string_view part = name.substr(0, end);
    if (part.empty() || cpp_name(part) != part) return false;
    if (end == std::string_view::npos) return true;
    name.remove_prefix(end + 2);
  }
}

std::string CppScope::add(std::string_view name) {
  const std::string wanted = cpp_name(name);
  std::string text = wanted;
  for (int number = 2; !taken_.insert(text).second; ++number)
    text = wanted + (wanted.back() == '_' ? "" : "_") + std::to_string(number);
  return text;
}

}  // namespace migc::emit
