#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/backends/quote.hpp"
#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/dialects/sqlite/print/print.hpp"
#include "compiler/ir/table_edit.hpp"

namespace migc::backends::sqlite {

namespace {

std::string conflict_text(ir::Conflict conflict) {
  switch (conflict) {
    case ir::Conflict::unspecified:
      return "";
    case ir::Conflict::rollback:
      return " ON CONFLICT ROLLBACK";
    case ir::Conflict::abort:
      return " ON CONFLICT ABORT";
    case ir::Conflict::fail:
      return " ON CONFLICT FAIL";
    case ir::Conflict::ignore:
      return " ON CONFLICT IGNORE";
    case ir::Conflict::replace:
      return " ON CONFLICT REPLACE";
  }
  return "";
}
std::string action_text(std::string_view when, ir::Action action) {
  switch (action) {
    case ir::Action::unspecified:
      return "";
    case ir::Action::no_action:
      return fmt::format(" {} NO ACTION", when);
    case ir::Action::restrict:
      return fmt::format(" {} RESTRICT", when);
    case ir::Action::cascade:
      return fmt::format(" {} CASCADE", when);
    case ir::Action::set_null:
      return fmt::format(" {} SET NULL", when);
    case ir::Action::set_default:
      return fmt::format(" {} SET DEFAULT", when);
  }
  return "";
}

std::string deferral_text(const ir::Deferral& deferral) {
  using Mode = ir::Deferral::Mode;
  using Initially = ir::Deferral::Initially;
  std::string text;
  if (deferral.mode == Mode::deferrable) text = " DEFERRABLE";
  if (deferral.mode == Mode::not_deferrable) text = " NOT DEFERRABLE";
  if (deferral.initially == Initially::deferred) text += " INITIALLY DEFERRED";
  if (deferral.initially == Initially::immediate) text += " INITIALLY IMMEDIATE";
  return text;
}

std::string references_text(const ir::References& references) {
  std::string text = "REFERENCES " + quote(references.table);
  if (!references.columns.empty()) text += fmt::format(" ({})", quote_list(references.columns));
  if (!references.match.empty()) text += " MATCH " + references.match;
  return text + action_text("ON DELETE", references.on_delete) +
         action_text("ON UPDATE", references.on_update) + deferral_text(references.deferral);
}

std::string storage_text(ir::Storage storage) {
  switch (storage) {
    case ir::Storage::unspecified:
      return "";
    case ir::Storage::stored:
      return " STORED";
    case ir::Storage::virtual_:
      return " VIRTUAL";
  }
  return "";
}

/// Whether `(` at the start is closed by `)` at the very end.
bool in_parentheses(const std::vector<ir::Token>& tokens) {
  if (tokens.size() < 2 || !tokens.front().is_symbol("(")) return false;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at].is_symbol("(")) ++depth;
    if (tokens[at].is_symbol(")") && --depth == 0) return at + 1 == tokens.size();
  }
  return false;
}

struct ColumnRule {
  const ir::Column& column;

  std::string operator()(const ir::PrimaryKey& rule) const {
    const bool automatic = rule.autoincrement || column.has<ir::Identity>();
    return "PRIMARY KEY" + order_text(rule.order) + conflict_text(rule.conflict) +
           (automatic ? " AUTOINCREMENT" : "");
  }
  std::string operator()(const ir::NotNull& rule) const {
    return "NOT NULL" + conflict_text(rule.conflict);
  }
  std::string operator()(const ir::Null&) const { return "NULL"; }
  std::string operator()(const ir::Unique& rule) const {
    return "UNIQUE" + conflict_text(rule.conflict);
  }
  std::string operator()(const ir::Check& rule) const {
    return fmt::format("CHECK ({}){}", print(rule.condition), conflict_text(rule.conflict));
  }
  std::string operator()(const ir::Default& rule) const {
    return "DEFAULT " + default_text(rule.value);
  }
  std::string operator()(const ir::Collate& rule) const {
    return "COLLATE " + quote(rule.collation);
  }
  std::string operator()(const ir::References& rule) const { return references_text(rule); }
  /// Behind no type SQLite before 3.37 takes GENERATED ALWAYS for one, and converts to numbers.
  std::string operator()(const ir::Generated& rule) const {
    return fmt::format("{}AS ({}){}", column.type ? "GENERATED ALWAYS " : "", print(rule.value),
                       storage_text(rule.storage));
  }
  /// Said by AUTOINCREMENT on the primary key.
  std::string operator()(const ir::Identity&) const { return ""; }
};

struct TableRule {
  std::string operator()(const ir::TablePrimaryKey& rule) const {
    return fmt::format("PRIMARY KEY ({}{}){}", print_terms(rule.terms),
                       rule.autoincrement ? " AUTOINCREMENT" : "", conflict_text(rule.conflict));
  }
  std::string operator()(const ir::TableUnique& rule) const {
    return fmt::format("UNIQUE ({}){}", print_terms(rule.terms), conflict_text(rule.conflict));
  }
  std::string operator()(const ir::ForeignKey& rule) const {
    return fmt::format("FOREIGN KEY ({}) {}", quote_list(rule.columns),
                       references_text(rule.references));
  }
  std::string operator()(const ir::Check& rule) const {
    return fmt::format("CHECK ({}){}", print(rule.condition), conflict_text(rule.conflict));
  }
};

std::string constraint_name(const std::optional<source::Name>& name) {
  return name ? fmt::format("CONSTRAINT {} ", quote(*name)) : "";
}

/// `CHECK (status IN ('a', 'b'))`, what an enum is in SQLite.
std::string enum_check(const ir::Column& column, const ir::Enum& type) {
  std::string values;
  for (const std::string& value : type.values)
    values += (values.empty() ? "" : ", ") + literal(value);
  return fmt::format(" CONSTRAINT {} CHECK ({} IN ({}))",
                     quote(ir::values_check_of(column, type.name)), quote(column.name), values);
}

bool can_be_strict(const ir::Table& table, const schema::Schema& schema) {
  return std::all_of(table.columns.begin(), table.columns.end(), [&](const ir::Column& column) {
    const bool quoted = column.type && column.type->quoted;
    return rules().is_strict_type(quoted ? column.type->name : type_text(column, schema));
  });
}
}  // namespace

/// SQLite wants parentheses around everything but a literal, a name or CURRENT_…; a double-quoted
/// default becomes a string, since newer shells refuse `"text"` for text.
std::string default_text(const ir::Expression& value) {
  if (value.tokens.size() == 1 && value.tokens[0].kind == ir::Token::Kind::quoted)
    return literal(value.tokens[0].text);
  const bool bare = value.tokens.size() == 1 || is_signed_number(value) ||
                    (value.tokens.size() == 3 && is_now(value.tokens, 0)) ||
                    in_parentheses(value.tokens);
  return bare ? print_portable(value) : fmt::format("({})", print_portable(value));
}

std::string type_text(const ir::Column& column, const schema::Schema& schema) {
  if (!column.type) return "";
  const ir::Type& type = *column.type;
  for (const auto& [dialect, text] : type.for_dialect)
    if (dialect == "sqlite") return text;
  if (type.quoted) return quoted(type.name, '"');
  if (schema.type(type.as_name()) != nullptr) return "TEXT";
  if (is_autoincrement(column)) return "INTEGER";

  std::string name = type.name;
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return type.arguments.empty() ? name : fmt::format("{}({})", name, type.arguments);
}

std::string print(const ir::Column& column, const schema::Schema& schema) {
  std::string text = quote(column.name);
  if (column.type) text += " " + type_text(column, schema);
  for (const ir::ColumnConstraint& constraint : column.constraints) {
    const std::string rule = std::visit(ColumnRule{column}, constraint.rule);
    if (!rule.empty()) text += " " + constraint_name(constraint.name) + rule;
  }
  if (column.type && !column.type->quoted)
    if (const ir::Enum* type = schema.type({column.type->name, false, {}, {}}))
      text += enum_check(column, *type);
  return text;
}

std::string default_value(const ir::Column& column) {
  const auto* rule = column.find<ir::Default>();
  if (rule == nullptr) return "NULL";
  const std::vector<ir::Token>& tokens = rule->value.tokens;
  const bool bare_word = tokens.size() == 1 && tokens[0].kind == ir::Token::Kind::word;
  const bool keyword = bare_word && rules().needs_quotes(tokens[0].text);
  return bare_word && !keyword ? literal(tokens[0].text) : default_text(rule->value);
}

std::string print(const ir::Table& table, const schema::Schema& schema, Unless unless) {
  std::string parts;
  for (const ir::Column& column : table.columns)
    parts += (parts.empty() ? "  " : ",\n  ") + print(column, schema);
  for (const ir::TableConstraint& constraint : table.constraints)
    parts += ",\n  " + constraint_name(constraint.name) + std::visit(TableRule{}, constraint.rule);
  std::string text = fmt::format("CREATE {}TABLE {}{} (\n{}\n)", table.temporary ? "TEMP " : "",
                                 text_of(unless), quote(table.name), parts);
  // Between the actions of a statement it may lack what these need, and goes without for a while.
  const bool without_rowid = table.without_rowid && !primary_key(table).empty();
  if (without_rowid) text += " WITHOUT ROWID";
  if (table.strict && can_be_strict(table, schema)) text += without_rowid ? ", STRICT" : " STRICT";
  return text;
}

}  // namespace migc::backends::sqlite
