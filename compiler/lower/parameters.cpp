#include "compiler/lower/parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "compiler/diagnostics/catalogue/lower.hpp"

namespace migc::lower {

namespace kind = diagnostics::kind;

namespace {

using Kind = ir::Token::Kind;

/// What a type takes, by its words.
enum class Family : std::uint8_t { text, whole, number, boolean, blob };

Family family_of(const ir::Type& type) {
  const std::string name = source::fold(type.name);
  const auto has = [&](std::string_view part) { return name.find(part) != name.npos; };
  const auto has_one = [&](auto... parts) { return (has(parts) || ...); };
  if (has_one("char", "text", "clob", "string")) return Family::text;
  if (has("bool")) return Family::boolean;
  if (has_one("blob", "binary", "bytea")) return Family::blob;
  if (has("int") && !has("point") && !has("interval")) return Family::whole;
  if (has_one("real", "floa", "doub", "dec", "num")) return Family::number;
  return Family::text;
}

std::string_view expected(Family family) {
  constexpr std::array<std::string_view, 5> words = {"a text", "a whole number", "a number",
                                                     "`true` or `false`", "a blob, `x'0AFF'`"};
  return words[static_cast<std::size_t>(family)];
}

bool is_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view without_sign(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return text;
}

/// `12`, `1.5`, `.5`, `1e9`, with or without a sign.
bool is_number(std::string_view text) {
  text = without_sign(text);
  const std::size_t exponent = text.find_first_of("eE");
  if (exponent != text.npos && !is_digits(without_sign(text.substr(exponent + 1)))) return false;
  std::string digits(text.substr(0, exponent));
  if (const std::size_t point = digits.find('.'); point != digits.npos) digits.erase(point, 1);
  return is_digits(digits);
}

bool is_blob(std::string_view text) {
  const bool quoted = text.size() >= 3 && (text[0] | 0x20) == 'x' && text[1] == '\'' &&
                      text.back() == '\'' && text.size() % 2 == 1;
  return quoted && text.find_first_not_of("0123456789abcdefABCDEF", 2) == text.size() - 1;
}

/// The literal that is meant; nothing if the type does not take the value.
std::optional<ir::Token> literal_of(const std::string& value, Family family) {
  const std::string folded = source::fold(value);
  switch (family) {
    case Family::text:
      return ir::Token{.kind = Kind::string, .text = value};
    case Family::whole:
      if (is_digits(without_sign(value))) return ir::Token{.kind = Kind::number, .text = value};
      return std::nullopt;
    case Family::number:
      if (is_number(value)) return ir::Token{.kind = Kind::number, .text = value};
      return std::nullopt;
    case Family::boolean:
      if (folded == "true" || folded == "false")
        return ir::Token{.kind = Kind::word, .text = folded};
      return std::nullopt;
    case Family::blob:
      if (is_blob(value)) return ir::Token{.kind = Kind::blob, .text = value};
      return std::nullopt;
  }
  return std::nullopt;
}

/// Whether a parameter of the type can have the literal; null fits every type.
bool fits(const ir::Token& literal, Family family) {
  if (literal.is_word("null")) return true;
  const bool is_text = literal.kind == Kind::string;
  return is_text == (family == Family::text) && literal_of(literal.text, family).has_value();
}

std::string_view inside(const ir::Token& token) {
  return std::string_view(token.text).substr(2, token.text.size() - 3);
}

}  // namespace

Parameters::Parameters(const std::vector<ir::Parameter>& declared, const Arguments& given,
                       diagnostics::Diagnostics& diagnostics)
    : diagnostics_(diagnostics), declared_(declared) {
  for (ir::Parameter& parameter : declared_) {
    const std::string& name = parameter.name.text;
    const Family family = family_of(parameter.type);
    if (parameter.standard && !fits(*parameter.standard, family))
      diagnostics.report(kind::parameter_default, parameter.standard->written,
                         parameter.standard->text, name, expected(family));
    const auto value = given.find(parameter.name.key());
    if (value == given.end()) {
      if (!parameter.standard)
        diagnostics.report(kind::parameter_without_value, parameter.name.written, name, name);
      continue;
    }
    std::optional<ir::Token> literal = literal_of(value->second, family);
    if (!literal)
      diagnostics.report(kind::parameter_value, parameter.name.written, name, value->second,
                         expected(family));
    parameter.standard = std::move(literal);
  }
}

bool Parameters::is_one(const ir::Token& token) {
  return token.kind == Kind::parameter && token.text.starts_with("${");
}

void Parameters::bind(ir::Token& token) {
  const std::string name(inside(token));
  const auto found = std::find_if(
      declared_.begin(), declared_.end(),
      [&](const ir::Parameter& parameter) { return source::same(parameter.name.text, name); });
  if (found == declared_.end()) {
    std::vector<std::string> names;
    for (const ir::Parameter& parameter : declared_) names.push_back(parameter.name.text);
    diagnostics_.report(kind::unknown_parameter, token.written, name, name).suggest(name, names);
    return;
  }
  used_.insert(found->name.key());
  if (!found->standard) return;  // reported
  token.kind = found->standard->kind;
  token.text = found->standard->text;
}

void Parameters::check_text(const std::string& text, source::Span place, std::string_view what) {
  for (const ir::Parameter& parameter : declared_) {
    const std::string folded = source::fold(text);
    if (folded.find("${" + parameter.name.key() + "}") == folded.npos) continue;
    used_.insert(parameter.name.key());
    if (warned_.emplace(parameter.name.key(), place.begin).second)  // once of a loop
      diagnostics_.report(kind::parameter_in_text, place, parameter.name.text, what);
  }
}

void Parameters::complain_of_unused() const {
  for (const ir::Parameter& parameter : declared_)
    if (!used_.contains(parameter.name.key()))
      diagnostics_.report(kind::unused_parameter, parameter.name.written, parameter.name.text);
}

}  // namespace migc::lower
