#include "compiler/schema/check/definition.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include "compiler/ir/table_edit.hpp"
#include "compiler/sql/table_expression_resolver.hpp"

namespace migc::schema {

namespace {

void check_column_names(const ir::Table& table, const Context& context) {
  std::unordered_map<std::string, const ir::Column*> first;
  for (const ir::Column& column : table.columns) {
    const auto [at, added] = first.try_emplace(column.name.key(), &column);
    if (added) continue;
    context
        .report_at(kind::duplicate_column, column.name.written, table.name.shown(),
                   column.name.text)
        .note(at->second->name.written, fmt::format("the first `{}`", at->second->name.text));
  }
}

void check_constraint_names(const ir::Table& table, const Context& context) {
  std::unordered_map<std::string, Span> first;
  const auto check = [&](const auto& constraint) {
    const std::optional<Name>& name = constraint.name;
    if (!name) return;
    const auto [at, added] = first.try_emplace(name->key(), name->written);
    if (added) return;
    auto& complaint =
        context.report_at(kind::duplicate_constraint, name->written, table.name.shown(), name->text)
            .note(at->second, fmt::format("the first `{}`", name->text));
    // A name that nobody wrote has the place of its constraint.
    if (name->written.begin == constraint.written.begin &&
        name->written.end == constraint.written.end)
      complaint.note(
          "`[naming]` in migc.toml produces this name: write `constraint NAME` before it");
  };
  for (const ir::Column& column : table.columns)
    for (const ir::ColumnConstraint& constraint : column.constraints) check(constraint);
  for (const ir::TableConstraint& constraint : table.constraints) check(constraint);
}

/// The only token of a literal, within any brackets; null for anything else.
const ir::Token* literal_of(const ir::Expression& value, bool& negative) {
  std::size_t first = 0, last = value.tokens.size();
  while (last - first > 2 && value.tokens[first].is_symbol("(") &&
         value.tokens[last - 1].is_symbol(")")) {
    ++first;
    --last;
  }
  negative = last - first == 2 && value.tokens[first].is_symbol("-");
  if (last - first == 2 && (negative || value.tokens[first].is_symbol("+"))) ++first;
  return last - first == 1 ? &value.tokens[first] : nullptr;
}

bool is_whole(const std::string& number) {
  char* end = nullptr;
  const double value = std::strtod(number.c_str(), &end);
  return end == number.c_str() + number.size() && !number.empty() && value == std::floor(value) &&
         std::abs(value) < 9.2e18;
}

bool is_number(const std::string& text) {
  char* end = nullptr;
  const std::size_t begin = text.find_first_not_of(" \t\n\r\f");
  if (begin == std::string::npos || std::isalpha(static_cast<unsigned char>(text[begin])) != 0)
    return false;
  static_cast<void>(std::strtod(text.c_str() + begin, &end));
  return end != text.c_str() + begin &&
         std::string_view(end).find_first_not_of(" \t\n\r\f") == std::string_view::npos;
}

/// Whether a strict table takes the default into a column of this type; only of a literal is it
/// known.
bool fits_strict(const ir::Expression& value, const std::string& type) {
  using Kind = ir::Token::Kind;
  bool negative = false;
  const ir::Token* token = literal_of(value, negative);
  if (token == nullptr || type == "any") return true;
  const bool whole = type == "int" || type == "integer";
  switch (token->kind) {
    case Kind::blob:
      return type == "blob";
    case Kind::number: {
      const bool hexadecimal = token->text.size() > 1 && (token->text[1] | 0x20) == 'x';
      return type == "text" || type == "real" || (whole && (hexadecimal || is_whole(token->text)));
    }
    case Kind::word:
      if (token->is_word("null")) return true;
      if (token->is_word("true") || token->is_word("false")) return type != "blob";
      if (token->text.size() > 8 && source::fold(token->text).starts_with("current_"))
        return type == "text";
      [[fallthrough]];
    case Kind::quoted:
    case Kind::string:
      if (type == "text") return true;
      if (type == "real") return is_number(token->text);
      return whole && is_number(token->text) && is_whole(token->text);
    case Kind::parameter:
    case Kind::symbol:
      break;
  }
  return true;
}

void check_strict(const ir::Table& table, const Context& context) {
  const dialect::Dialect& dialect = context.schema.dialect();
  if (dialect.strict_types.empty()) return;  // whoever emits it says that it cannot
  for (const ir::Column& column : table.columns) {
    const std::string type =
        column.type ? ir::type_text_for(dialect.name, *column.type) : std::string();
    if (type.empty()) {
      context.report_at(kind::strict_untyped, column.name.written, column.name.text);
      continue;
    }
    const bool is_enum = context.schema.type(column.type->as_name()) != nullptr;
    if (!is_enum && !dialect.is_strict_type(type))
      context.report_at(kind::strict_type, column.type->written, column.name.text, type);
    const auto* rule = column.find<ir::Default>();
    if (rule != nullptr && !is_enum && !fits_strict(rule->value, source::fold(type)))
      context.report_at(kind::strict_default, rule->value.written, column.name.text, type);
  }
}

void check_expressions(const ir::Table& table, const Context& context) {
  struct Check {
    const ir::Table& table;
    const Context& context;
    std::optional<sql::TableExpressionResolver>
        columns{};  // most tables have no expression to look into

    void operator()(const ir::Expression& expression) {
      if (!columns) columns.emplace(table, context.schema);
      report_unresolved(columns->resolve(expression), &table, context);
    }
    void operator()(const ir::Term&) const {}  // check_keys() says more of these
  };
  Check check{table, context};
  sql::visit_expressions<const ir::Table, Check&>(table, check);
}

/// The numbers between commas; an argument that is no number (`max`) is left out.
std::vector<std::string> numbers_in(std::string_view arguments) {
  std::vector<std::string> numbers;
  std::string number;
  const auto end = [&] {
    const auto digits = std::string_view(number).substr(number.starts_with('-') ? 1 : 0);
    if (!digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos)
      numbers.push_back(number);
    else
      numbers.emplace_back();
    number.clear();
  };
  for (const char c : arguments) {
    if (c == ',')
      end();
    else if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '+')
      number += c;
  }
  end();
  return numbers;
}

/// Whether a type's first argument says how long or how precise a value is, so that 0 is none.
bool counts_from_one(std::string_view type) {
  static constexpr std::array<std::string_view, 8> sized{"char",    "text",    "clob",   "binary",
                                                         "numeric", "decimal", "string", "bit"};
  const std::string folded = source::fold(type);
  return std::any_of(sized.begin(), sized.end(),
                     [&](std::string_view word) { return folded.find(word) != std::string::npos; });
}

/// The most that any database takes: 2^32 - 1, the length of a `longtext`.
bool too_large(const std::string& number) {
  static constexpr std::string_view most = "4294967295";
  std::string_view digits = number;
  digits.remove_prefix(digits.starts_with('-') ? 1 : 0);
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  return digits.size() > most.size() || (digits.size() == most.size() && digits > most);
}

}  // namespace

void check_type(const ir::Column& column, const ir::Type& type, const Context& context) {
  if (type.arguments.empty()) return;
  const Span place = type.written.known() ? type.written : column.name.written;
  const std::vector<std::string> numbers = numbers_in(type.arguments);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::string& number = numbers[i];
    const bool is_zero = !number.empty() && number.find_first_not_of("-0") == std::string::npos;
    std::string what;
    if (number.empty()) continue;
    if (too_large(number))
      what = fmt::format("`{}`: the maximum is 4294967295", number);
    else if (i == 0 && number.starts_with('-') && number != "-1")  // as in LONGVARCHAR(-1): any
      what = fmt::format("`{}`: write a number above zero", number);
    else if (i == 0 && is_zero && counts_from_one(type.name))
      what = fmt::format("`{}`: the minimum is 1", number);
    else
      continue;
    context.report_at(kind::type_argument, place, type_text(type), what);
  }
}

void check_stored_columns(const ir::Table& table, const Context& context) {
  if (table.columns.empty()) {
    context.report_at(kind::no_columns, table.name.written, table.name.shown());
  } else if (std::all_of(table.columns.begin(), table.columns.end(),
                         [](const ir::Column& column) { return column.has<ir::Generated>(); })) {
    context.report_at(kind::only_generated, table.name.written, table.name.shown());
  }
}

void check_whole(const ir::Table& table, const Context& context) {
  check_stored_columns(table, context);
  if (table.strict) check_strict(table, context);
  if (table.without_rowid && !ir::primary_key_of(table))
    context.report_at(kind::without_rowid_key, table.name.written, table.name.shown());
}

bool check_table(const ir::Table& table, const Context& context) {
  const std::size_t before = context.diagnostics.errors();
  check_column_names(table, context);
  check_constraint_names(table, context);
  for (const ir::Column& column : table.columns)
    if (column.type) check_type(column, *column.type, context);
  check_keys(table, context);
  if (!context.step.more) check_whole(table, context);
  check_expressions(table, context);
  // Loops are only looked for among columns that are all there.
  if (context.diagnostics.errors() == before) check_generated(table, context);
  return context.diagnostics.errors() == before;
}

}  // namespace migc::schema
